import type { Answer, InventoriedLogs } from './inventory';
import { byText, idOf, textOf } from './texts';
import type { AppModel } from '../../app-model/app-model';
import { functionProperty } from '../../app-model/functions';
import { pointers, targetsOf } from '../../app-model/pointers';
import { property } from '../../app-model/property';
import type { Resource } from '../../app-model/template';

const namedAfter = pointers(['AWS::Logs::LogGroup', 'LogGroupName'], ['Custom::LogRetention', 'LogGroupName']);

/** Where a function logs: what it names, what is named after it, or, where the list is empty, what Lambda makes. */
export function logsOf(fn: Resource, model: AppModel): { readonly logs: InventoriedLogs; readonly resources: readonly Resource[] } {
  const chosen = functionProperty(fn, 'LoggingConfig', 'LogGroup').flatMap(({ value }) => targetsOf(value, model) ?? []);
  const groups = [...new Set(chosen.length > 0 ? chosen : model.index(namedAfter).to(fn))];
  const format = textOf(functionProperty(fn, 'LoggingConfig', 'LogFormat'));
  const level = textOf(functionProperty(fn, 'LoggingConfig', 'ApplicationLogLevel'));
  const logs = {
    groups: groups.map(describe).sort((a, b) => byText(a.id, b.id)),
    ...(format === undefined ? {} : { format }),
    ...(level === undefined ? {} : { level }),
  };
  return { logs, resources: groups };
}

function describe(group: Resource): InventoriedLogs['groups'][number] {
  const retentionDays = textOf(property(group, 'RetentionInDays'));
  return { id: idOf(group), encrypted: isSet(group, 'KmsKeyId'), ...(retentionDays === undefined ? {} : { retentionDays }) };
}

/** Whether a property has a value, whatever it is. */
function isSet(resource: Resource, name: string): Answer {
  const kinds = new Set(property(resource, name).map(({ value }) => value.kind === 'absent'));
  if (kinds.size > 1) return 'unknown';
  return kinds.has(true) ? 'no' : 'yes';
}
