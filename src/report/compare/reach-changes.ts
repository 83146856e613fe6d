import type { Found } from './change';
import { differences } from './differences';
import { globCovers } from './glob';
import type { Callers, InventoriedFunction, InventoriedPermission, InventoriedRole } from '../inventory/inventory';

/** What became of what a function may do, of what starts it, and of what runs in it. */
export function reachChanges(was: InventoriedFunction, is: InventoriedFunction): readonly Found[] {
  const layers = differences(was.layers, is.layers);
  return [
    ...permissionChanges(was, is),
    ...roleChanges(was, is),
    ...triggerChanges(was, is),
    ['change', 'layers-added', layers.added],
    ['change', 'layers-removed', layers.removed],
    ['change', 'runtime-changed', was.runtime === is.runtime ? [] : [`${was.runtime ?? 'none'} → ${is.runtime ?? 'none'}`]],
  ];
}

/** One action on one resource. */
interface Grant {
  readonly action: string;
  readonly resource: string;
  readonly conditional: boolean;
}

function permissionChanges({ permissions: before }: InventoriedFunction, { permissions: after }: InventoriedFunction): readonly Found[] {
  const was = before.flatMap(grantsOf);
  const is = after.flatMap(grantsOf);
  const isNew = uncovered(is, was);
  const isFree = ({ conditional }: Grant) => !conditional;
  return [
    ['widened', 'permissions-added', isNew.map(describeGrant)],
    ['gain', 'permissions-removed', uncovered(was, is).map(describeGrant)],
    ['widened', 'conditions-lost', uncovered(is.filter(isFree), was.filter(isFree)).filter(grant => !isNew.includes(grant)).map(describeGrant)],
  ];
}

function grantsOf({ actions, resources, conditional }: InventoriedPermission): readonly Grant[] {
  return actions.flatMap(action => resources.map(resource => ({ action, resource, conditional })));
}

/** What of some grants no other allows already: a pattern covers what it stands for. */
function uncovered(some: readonly Grant[], others: readonly Grant[]): readonly Grant[] {
  const exact = new Set(others.map(describeGrant));
  const patterns = others.filter(({ action, resource }) => /[*?]/.test(action) || /[*?]/.test(resource));
  return some.filter(grant => !exact.has(describeGrant(grant)) && !covered(grant, patterns));
}

function covered(grant: Grant, others: readonly Grant[]): boolean {
  return others.some(({ action, resource }) => globCovers(action, grant.action) && globCovers(resource, grant.resource));
}

function describeGrant({ action, resource }: Grant): string {
  return `${action} on ${resource}`;
}

const NO_ROLE: InventoriedRole = { id: '', name: '', managedPolicies: [], sharedWith: [], known: false };

function roleChanges({ role: was = NO_ROLE }: InventoriedFunction, { role: is = NO_ROLE }: InventoriedFunction): readonly Found[] {
  const policies = differences(was.managedPolicies, is.managedPolicies);
  return [
    ['widened', 'policies-added', policies.added],
    ['gain', 'policies-removed', policies.removed],
    ['widened', 'role-shared', differences(was.sharedWith, is.sharedWith).added],
    ['loss', 'boundary-lost', was.boundary !== undefined && is.boundary === undefined ? [was.boundary] : []],
  ];
}

/** From whom the app knows best to whom it does not know. */
const CALLERS: readonly Callers[] = ['service', 'iam', 'authorizer', 'account', 'unknown', 'anyone'];

/** Logical ids change with every deployment of an API: a trigger is told by what it is and what it is called. */
function triggerChanges({ triggers: before }: InventoriedFunction, { triggers: after }: InventoriedFunction): readonly Found[] {
  const was = widestCallers(before);
  const is = widestCallers(after);
  const { added, removed } = differences([...was.keys()], [...is.keys()]);
  const rank = (callers: ReadonlyMap<string, Callers>, key: string) => CALLERS.indexOf(callers.get(key) ?? 'unknown');
  const both = [...is.keys()].filter(key => was.has(key));
  const moved = (key: string) => `${key}: ${was.get(key)} → ${is.get(key)}`;
  return [
    ['widened', 'triggers-added', added.map(key => `${key} for ${is.get(key)}`)],
    ['change', 'triggers-removed', removed],
    ['widened', 'callers-widened', both.filter(key => rank(is, key) > rank(was, key)).map(moved)],
    ['gain', 'callers-narrowed', both.filter(key => rank(is, key) < rank(was, key)).map(moved)],
  ];
}

function widestCallers(triggers: InventoriedFunction['triggers']): ReadonlyMap<string, Callers> {
  const found = new Map<string, Callers>();
  for (const { kind, name, callers } of triggers) {
    const key = `${kind} ${name}`;
    const known = found.get(key);
    if (known === undefined || CALLERS.indexOf(callers) > CALLERS.indexOf(known)) found.set(key, callers);
  }
  return found;
}
