import { basename } from 'node:path';
import { watchedMetrics } from './alarms';
import { edgeFunctions } from './edge';
import { environmentOf } from './environment';
import { everyFunction, kindOf } from './every-function';
import { failureOf } from './failure';
import { guardOf } from './guard';
import type { ImportedFunction } from './imported-functions';
import { INVENTORY_VERSION, type Answer, type Inventory, type InventoriedFunction, type InventoriedNetwork } from './inventory';
import { logsOf } from './logs';
import { accessOf } from './permissions';
import { protectionOf, type InventoriedFinding } from './protection';
import type { FunctionFacts } from './slices';
import { byText, idOf, nameOf, textOf, textsOf } from './texts';
import { triggersOf } from './triggers';
import type { AppModel } from '../../app-model/app-model';
import { functionProperty, isImage, layers } from '../../app-model/functions';
import { ledgerEntries } from '../../app-model/ledger';
import { items } from '../../app-model/property';
import type { Resource } from '../../app-model/template';
import type { LedgerEntry } from '../../contract/ledger';

/**
 * The inventory of an app.
 *
 * @param findings what the checks found; each counts for every function that it touches
 * @param imported functions of other apps, which no template holds
 */
export function buildInventory(model: AppModel, findings: readonly InventoriedFinding[] = [], imported: readonly ImportedFunction[] = []): Inventory {
  const byResource = new Map<Resource, InventoriedFinding[]>();
  for (const finding of findings) byResource.set(finding.resource, [...byResource.get(finding.resource) ?? [], finding]);
  const functions = [...everyFunction(model).map(fn => inventoried(fn, model, byResource)), ...imported.map(importedFunction)];
  return { formatVersion: INVENTORY_VERSION, functions: functions.sort((a, b) => byText(a.id, b.id)) };
}

function inventoried(fn: Resource, model: AppModel, findings: ReadonlyMap<Resource, readonly InventoriedFinding[]>): InventoriedFunction {
  const { triggers, resources: triggering } = triggersOf(fn, model);
  const { role, permissions, resources: granting, reached } = accessOf(fn, model);
  const { logs, resources: logging } = logsOf(fn, model);
  const facts: FunctionFacts = {
    ...identity(fn, model),
    ...configuration(fn),
    triggers,
    ...(role === undefined ? {} : { role }),
    permissions,
    network: networkOf(fn),
    environment: environmentOf(fn),
    logs,
    alarms: model.index(watchedMetrics).get(fn) ?? [],
    failure: failureOf(fn, model),
    codeSigning: functionProperty(fn, 'CodeSigningConfigArn').some(({ value }) => value.kind !== 'absent'),
    layers: layers(fn).flatMap(layer => textsOf([layer])),
    guard: guardOf(fn),
    ledger: [...ledgerEntries(fn)].sort(byMeasure),
  };
  const touched = new Set([fn, ...triggering, ...granting, ...logging, ...reached]);
  return { ...facts, protection: protectionOf(facts, [...touched].flatMap(resource => findings.get(resource) ?? []), idOf(fn)) };
}

function identity(fn: Resource, model: AppModel) {
  return {
    id: idOf(fn),
    name: nameOf(fn),
    kind: kindOf(fn),
    stack: fn.template.id,
    ...(fn.template.file === undefined ? {} : { template: basename(fn.template.file) }),
    logicalId: fn.logicalId,
    cdkManaged: fn.cdkManaged,
    edge: model.index(edgeFunctions).has(fn),
    image: isImage(fn),
  };
}

/** Properties that are told as they are; those that are not set are left out. */
const CONFIGURATION = {
  runtime: ['Runtime'],
  architecture: ['Architectures'],
  handler: ['Handler'],
  timeoutSeconds: ['Timeout'],
  memoryMb: ['MemorySize'],
  reservedConcurrency: ['ReservedConcurrentExecutions'],
} as const;

function configuration(fn: Resource): Partial<Record<keyof typeof CONFIGURATION | 'tracing', string>> {
  const tracing = functionProperty(fn, 'TracingConfig', 'Mode').some(({ value }) => value.kind !== 'absent') ? functionProperty(fn, 'TracingConfig', 'Mode') : functionProperty(fn, 'Tracing');
  const texts = [...Object.entries(CONFIGURATION).map(([name, path]) => [name, textOf(items(functionProperty(fn, ...path)))] as const), ['tracing', textOf(tracing)] as const];
  return Object.fromEntries(texts.filter(([, text]) => text !== undefined));
}

function networkOf(fn: Resource): InventoriedNetwork {
  const subnets = textsOf(items(functionProperty(fn, 'VpcConfig', 'SubnetIds')));
  const securityGroups = textsOf(items(functionProperty(fn, 'VpcConfig', 'SecurityGroupIds')));
  return { vpc: vpcOf(fn, subnets.length + securityGroups.length), subnets, securityGroups };
}

function vpcOf(fn: Resource, named: number): Answer {
  const kinds = new Set(functionProperty(fn, 'VpcConfig').map(({ value }) => value.kind));
  if (kinds.size !== 1) return 'unknown';
  if (kinds.has('absent')) return 'no';
  if (!kinds.has('map')) return 'unknown';
  return named > 0 ? 'yes' : 'no';
}

function importedFunction({ constructPath, ledger }: ImportedFunction): InventoriedFunction {
  const facts: FunctionFacts = {
    id: constructPath,
    name: constructPath,
    kind: 'imported',
    cdkManaged: false,
    edge: false,
    image: false,
    triggers: [],
    permissions: [],
    network: { vpc: 'unknown', subnets: [], securityGroups: [] },
    environment: { variables: [], secrets: [] },
    logs: { groups: [] },
    alarms: [],
    failure: { asynchronous: false, destination: 'unknown' },
    codeSigning: false,
    layers: [],
    guard: { attached: 'unknown', detectors: {}, exemptions: [], declares: [] },
    ledger: [...ledger].sort(byMeasure),
  };
  return { ...facts, protection: protectionOf(facts, [], constructPath) };
}

function byMeasure(a: LedgerEntry, b: LedgerEntry): number {
  return byText(a.measure, b.measure) || byText(a.reason, b.reason);
}
