import type { InventoriedPermission, InventoriedRole } from './inventory';
import { byText, idOf, nameOf, sorted, textOf, textOfValue, textsOf } from './texts';
import type { AppModel } from '../../app-model/app-model';
import { functionProperty } from '../../app-model/functions';
import { isDenied, permissionsByFunction } from '../../app-model/iam/function-permissions';
import { functionRoles, type FunctionRole, type RolePermissions } from '../../app-model/iam/roles';
import { isServiceWide } from '../../app-model/iam/service-wide';
import type { Statement } from '../../app-model/iam/statement';
import { targetsOf } from '../../app-model/pointers';
import type { Resource } from '../../app-model/template';
import { literalText } from '../../app-model/value';
import { replacementFix } from '../../checks/iam/replacement-fix';
import { takesResource } from '../../checks/iam/star-only';
import { compareRole, isUnused } from '../../roles/compare/compare';

/** What a function may do, with the resources that its statements stand in. */
export interface FunctionAccess {
  readonly role?: InventoriedRole;
  readonly permissions: readonly InventoriedPermission[];
  /** The role and the policies, whose findings are the function's. */
  readonly resources: readonly Resource[];
  /** The resources of the app that it may reach. */
  readonly reached: readonly Resource[];
}

/** The role of a function and what it allows; the same list for functions that share one. */
export function accessOf(fn: Resource, model: AppModel): FunctionAccess {
  const used = model.index(rolesByFunction).get(fn.key);
  const permissions = model.index(permissionsByFunction).get(fn.key);
  const access = permissions === undefined ? NO_ACCESS : accessThrough(permissions, model);
  return { ...access, role: used === undefined ? unknownRole(fn) : describe(used, fn, permissions, model) };
}

const NO_ACCESS: Omit<FunctionAccess, 'role'> = { permissions: [], resources: [], reached: [] };

/** A role that the template does not tell. */
function unknownRole(fn: Resource): InventoriedRole | undefined {
  const name = textOf(functionProperty(fn, 'Role'));
  return name === undefined ? undefined : { id: name, name, sharedWith: [], managedPolicies: [], known: false };
}

function rolesByFunction(model: AppModel): ReadonlyMap<string, FunctionRole> {
  return new Map([...model.index(functionRoles).values()].flatMap(role => role.functions.map(fn => [fn.key, role] as const)));
}

function describe({ id, role, functions }: FunctionRole, fn: Resource, permissions: RolePermissions | undefined, model: AppModel): InventoriedRole {
  const boundary = permissions === undefined ? undefined : textOf(permissions.permissionsBoundary);
  return {
    id: role === undefined ? id : idOf(role),
    name: role === undefined ? id : nameOf(role),
    sharedWith: sorted(functions.filter(other => other !== fn).map(idOf)),
    managedPolicies: permissions === undefined ? [] : textsOf(permissions.managedPolicyArns),
    known: permissions !== undefined,
    ...(boundary === undefined ? {} : { boundary }),
    ...proposalOf(permissions, model),
  };
}

/** What is needed of the statements that grant too much. */
function proposalOf(permissions: RolePermissions | undefined, model: AppModel): Pick<InventoriedRole, 'proposal'> {
  if (permissions === undefined || permissions.role.cdkManaged) return {};
  const { excess, needs } = compareRole(permissions, model);
  return excess.length === 0 ? {} : { proposal: replacementFix(excess, permissions, needs.functions) };
}

function accessThrough(permissions: RolePermissions, model: AppModel): Omit<FunctionAccess, 'role'> {
  const cache = model.index(accessCache);
  const known = cache.get(permissions);
  if (known !== undefined) return known;
  const made = readAccess(permissions, model);
  cache.set(permissions, made);
  return made;
}

const accessCache = (_model: AppModel) => new Map<RolePermissions, Omit<FunctionAccess, 'role'>>();

function readAccess(permissions: RolePermissions, model: AppModel): Omit<FunctionAccess, 'role'> {
  const allowed = permissions.statements.filter(({ effect }) => effect === 'Allow');
  return {
    permissions: allowed.flatMap(statement => fromStatement(statement, permissions, model)).sort(byPlace),
    resources: [...new Set([permissions.role, ...permissions.statements.map(({ source }) => source)])],
    reached: [...new Set(allowed.flatMap(statement => targets(statement, model)))],
  };
}

function fromStatement(statement: Statement, permissions: RolePermissions, model: AppModel): readonly InventoriedPermission[] {
  const services = new Map<string, string[]>();
  for (const action of actionsOf(statement, permissions)) {
    const service = action.includes(':') ? action.slice(0, action.indexOf(':')).toLowerCase() : '*';
    services.set(service, [...services.get(service) ?? [], action]);
  }
  const resources = statement.notResources.length > 0 ? textsOf(statement.notResources).map(text => `not ${text}`) : textsOf(statement.resources);
  return [...services].map(([service, actions]) => ({
    service,
    actions: sorted(actions),
    resources,
    targets: sorted(targets(statement, model).map(idOf)),
    through: idOf(statement.source),
    wildcard: wildcards(statement, actions),
    conditional: !statement.conditionsKnown || statement.conditions.length > 0 || statement.when.size > 0,
    ...usageOf(actions, statement, permissions, model),
  }));
}

/** Whether somebody needs the actions of a statement: the code of one of the role's functions, or their configuration. */
function usageOf(actions: readonly string[], statement: Statement, permissions: RolePermissions, model: AppModel): Pick<InventoriedPermission, 'usage' | 'unused'> {
  // What CDK adds by itself nobody can change.
  if (permissions.role.cdkManaged) return { usage: 'unknown', unused: [] };
  const { compared, needs: { complete } } = compareRole(permissions, model);
  const found = compared.find(candidate => candidate.statement === statement)?.actions ?? [];
  const judged = actions.map(action => ({ action, all: found.filter(({ pattern }) => pattern === action) })).filter(({ all }) => all.length > 0);
  if (judged.length === 0) return { usage: 'unknown', unused: [] };
  const unused = sorted(judged.filter(({ all }) => all.every(isUnused)).map(({ action }) => action));
  const isCalled = judged.every(({ all }) => all.some(({ on }) => on.some(({ needs }) => needs.length > 0)));
  if (!complete) return { usage: isCalled ? 'used' : 'unknown', unused: [] };
  if (unused.length === 0) return { usage: 'used', unused };
  return { usage: unused.length === judged.length ? 'unused' : 'partly', unused };
}

/** Everything but a few actions is everything. */
function actionsOf({ actions, notActions, resources }: Statement, permissions: RolePermissions): readonly string[] {
  if (notActions.length > 0) return ['*'];
  return actions.map(({ value }) => literalText(value) ?? textOfValue(value))
    .filter(action => resources.length === 0 || !resources.every(({ value }) => isDenied(action, value, [permissions])));
}

function wildcards(statement: Statement, actions: readonly string[]): InventoriedPermission['wildcard'] {
  const isWide = statement.notResources.length > 0 || statement.resources.some(isServiceWide);
  return [
    ...(actions.some(action => action.includes('*')) ? ['action'] as const : []),
    // Some actions take no resource: nobody can write anything else.
    ...(isWide && actions.some(action => takesResource(action) !== false) ? ['resource'] as const : []),
  ];
}

function targets({ resources }: Statement, model: AppModel): readonly Resource[] {
  return resources.flatMap(({ value }) => targetsOf(value, model) ?? []);
}

function byPlace(a: InventoriedPermission, b: InventoriedPermission): number {
  const keyOf = ({ service, through, resources, actions }: InventoriedPermission) => [service, through, ...resources, ...actions].join('\n');
  return byText(keyOf(a), keyOf(b));
}
