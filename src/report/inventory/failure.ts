import type { Answer, InventoriedFailure } from './inventory';
import { textOf } from './texts';
import type { AppModel } from '../../app-model/app-model';
import { functionProperty } from '../../app-model/functions';
import { asynchronousTriggers } from '../../app-model/invocations';
import { at, property } from '../../app-model/property';
import type { Resource } from '../../app-model/template';
import { functionOf } from '../../app-model/triggers';
import type { Possibility } from '../../app-model/value';

/** What becomes of an asynchronous event that fails. */
export function failureOf(fn: Resource, model: AppModel): InventoriedFailure {
  const config = [...functionProperty(fn, 'EventInvokeConfig'), ...(model.index(invokeConfigs).get(fn) ?? []).flatMap(resource => property(resource))];
  const retryAttempts = textOf(at(config, 'MaximumRetryAttempts'));
  const maxEventAgeSeconds = textOf(at(config, 'MaximumEventAgeInSeconds'));
  return {
    asynchronous: model.index(asynchronousTriggers).has(fn.key),
    destination: anySet([
      functionProperty(fn, 'DeadLetterConfig', 'TargetArn'),
      functionProperty(fn, 'DeadLetterQueue', 'TargetArn'),
      at(config, 'DestinationConfig', 'OnFailure', 'Destination'),
    ]),
    ...(retryAttempts === undefined ? {} : { retryAttempts }),
    ...(maxEventAgeSeconds === undefined ? {} : { maxEventAgeSeconds }),
  };
}

function invokeConfigs(model: AppModel): ReadonlyMap<Resource, readonly Resource[]> {
  const found = new Map<Resource, Resource[]>();
  for (const config of model.resourcesOf('AWS::Lambda::EventInvokeConfig')) {
    const fn = functionOf(property(config, 'FunctionName'), model);
    if (fn !== undefined) found.set(fn, [...found.get(fn) ?? [], config]);
  }
  return found;
}

function anySet(places: ReadonlyArray<readonly Possibility[]>): Answer {
  if (places.some(place => place.some(({ value }) => value.kind !== 'absent' && value.kind !== 'unknown'))) return 'yes';
  return places.flat().some(({ value }) => value.kind === 'unknown') ? 'unknown' : 'no';
}
