import { ADDITIONS, isSuperset } from './additions';
import { unconditionalReferences, undeclaredConditions } from './conditions';
import { circle } from './cycles';
import { exceededLimits } from './limits';
import { danglingImports, danglingReferences } from './references';
import { withoutVersionHashes } from './renamed-versions';
import { FUNCTION_TYPES, dependenciesOf, entriesOf, isSame, shown } from './template';
import type { Resource, Synthesis, Template } from './template';
import { unlistedFunctions } from './unlisted-functions';
import { LEDGER_METADATA_KEY } from '../../../src/contract/ledger';

/** Faults that a template must not have because of the guard; what it had before is its own. */
const FAULTS: ReadonlyArray<(template: Template) => string[]> = [
  danglingReferences, circle, unconditionalReferences, undeclaredConditions, exceededLimits,
];

/** Where the protected app breaks what protecting promises, compared with the same app without; empty where it keeps it. */
export function breaches(plain: Synthesis, guarded: Synthesis): string[] {
  if ('failure' in plain) return 'failure' in guarded ? [] : [`synthesises, but fails without the guard: ${plain.failure}`];
  if ('failure' in guarded) return [`fails, but synthesises without the guard: ${guarded.failure}`];
  const [before, after] = [withoutVersionHashes(plain.templates), withoutVersionHashes(guarded.templates)];
  return [
    ...guarded.errors.filter(error => !plain.errors.includes(error)).map(error => `has the error: ${error}`),
    ...(guarded.exitCode === plain.exitCode ? [] : [`exits with ${guarded.exitCode}, not with ${plain.exitCode}`]),
    ...Object.keys(after).filter(name => !(name in before)).map(name => `has the further template ${name}`),
    ...newOnes(danglingImports(before), danglingImports(after)),
    ...Object.entries(before).flatMap(([name, template]) => {
      const now = after[name];
      return now === undefined ? [`${name} is gone`] : templateBreaches(template, now).map(breach => `${name}: ${breach}`);
    }),
  ];
}

function templateBreaches(before: Template, after: Template): string[] {
  return [
    ...sectionBreaches(before, after),
    ...Object.entries(before.Resources).flatMap(([id, resource]) => resourceBreaches(id, resource, before, after)),
    ...FAULTS.flatMap(fault => newOnes(fault(before), fault(after))),
    ...unlistedFunctions(after),
    ...addedFunctions(before, after),
  ];
}

function sectionBreaches(before: Template, after: Template): string[] {
  const { Resources: _, ...others } = before;
  return Object.entries(others).filter(([name, section]) => {
    const now = (after as unknown as Record<string, unknown>)[name];
    return !isSame(section, now) && !(typeof section === 'object' && !Array.isArray(section) && isSuperset(section, now));
  }).map(([name, section]) => `${name} was ${shown(section)}, is ${shown((after as unknown as Record<string, unknown>)[name])}`);
}

function resourceBreaches(id: string, resource: Resource, before: Template, after: Template): string[] {
  const now = after.Resources[id];
  if (now === undefined) return [`${id} (${resource.Type}) is gone`];
  const keys = Object.keys({ ...resource.Properties, ...now.Properties });
  const changed = keys.filter(key => {
    const [old, value] = [resource.Properties?.[key], now.Properties?.[key]];
    return !isSame(old, value) && ADDITIONS[resource.Type]?.[key]?.(old, value, { logicalId: id, before, after }) !== true;
  });
  return [
    ...changed.map(key => `${id}.${key} was ${shown(resource.Properties?.[key])}, is ${shown(now.Properties?.[key])}`),
    ...attributeBreaches(resource, now, before).map(breach => `${id}: ${breach}`),
  ];
}

function attributeBreaches(resource: Resource, now: Resource, before: Template): string[] {
  const { Properties: _, Metadata: metadata = {}, DependsOn: __, ...others } = resource;
  const { Properties: ___, Metadata: metadataNow = {}, DependsOn: ____, ...othersNow } = now;
  const { [LEDGER_METADATA_KEY]: ledger, ...ownMetadata } = metadataNow;
  const dependencies = dependenciesOf(resource);
  const added = dependenciesOf(now).filter(name => !dependencies.includes(name));
  return [
    ...(isSame(others, othersNow) ? [] : [`its attributes were ${shown(others)}, are ${shown(othersNow)}`]),
    ...(isSame(metadata, ownMetadata) ? [] : [`its metadata was ${shown(metadata)}, is ${shown(ownMetadata)}`]),
    ...dependencies.filter(name => !dependenciesOf(now).includes(name)).map(name => `it does not wait for ${name}`),
    ...added.filter(name => name in before.Resources).map(name => `it waits for ${name}, which was there before`),
    ...(ledger !== undefined && !FUNCTION_TYPES.has(resource.Type) ? ['it has a ledger, but is no function'] : []),
  ];
}

/** The guard may bring functions of CDK's, such as the provider of log retention, and never one of the user's. */
function addedFunctions(before: Template, after: Template): string[] {
  return Object.entries(after.Resources)
    .filter(([id, { Type }]) => !(id in before.Resources) && FUNCTION_TYPES.has(Type))
    .filter(([, { Metadata }]) => !JSON.stringify(entriesOf(Metadata)[LEDGER_METADATA_KEY] ?? '').includes('it comes with CDK'))
    .map(([id]) => `the function ${id} was added`);
}

function newOnes(before: readonly string[], after: readonly string[]): string[] {
  return after.filter(text => !before.includes(text));
}
