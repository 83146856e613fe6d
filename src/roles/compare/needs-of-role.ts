import { mayAlsoNeed } from './may-also-need';
import { namedByParts, type Named } from './named';
import type { AppModel } from '../../app-model/app-model';
import { FUNCTION_TYPES } from '../../app-model/functions';
import { permissionsByFunction } from '../../app-model/iam/function-permissions';
import { covers } from '../../app-model/iam/pattern';
import type { RolePermissions } from '../../app-model/iam/roles';
import { resourcePolicy } from '../../app-model/resource-policies';
import type { Resource } from '../../app-model/template';
import { literalText } from '../../app-model/value';
import type { ConfigurationNeed } from '../configuration/configuration-need';
import { needsOfFunction, type FunctionNeeds } from '../function-needs';
import type { Permission } from '../resolve/resolve';

/** A permission that code needs, in a form in which it can be compared; `undefined` where it takes no resource. */
export interface ComparedNeed {
  readonly permission: Permission;
  readonly resource?: Named;
}

/** What all functions of one role need of it. */
export interface RoleNeeds {
  readonly functions: readonly Resource[];
  readonly byFunction: ReadonlyMap<Resource, FunctionNeeds>;
  /** By action in lower case. */
  readonly permissions: ReadonlyMap<string, readonly ComparedNeed[]>;
  /** Actions, in lower case, that are needed on something that is not known. */
  readonly open: ReadonlySet<string>;
  /** Actions as patterns that may be needed beside those. */
  readonly maybe: readonly string[];
  readonly configuration: readonly ConfigurationNeed[];
  /** Whether nothing else needs the role. */
  readonly complete: boolean;
}

/** The functions of each role, by the role's key. */
function functionsByRole(model: AppModel): ReadonlyMap<RolePermissions, readonly Resource[]> {
  const holders = new Map<RolePermissions, Resource[]>();
  const permissions = model.index(permissionsByFunction);
  for (const fn of model.resourcesOf(...FUNCTION_TYPES)) {
    const held = permissions.get(fn.key);
    if (held !== undefined) holders.set(held, [...holders.get(held) ?? [], fn]);
  }
  return holders;
}

/** What the functions of a role need of it. */
export function needsOfRole(role: RolePermissions, model: AppModel): RoleNeeds {
  const functions = model.index(functionsByRole).get(role) ?? [];
  const byFunction = new Map(functions.map(fn => [fn, needsOfFunction(fn, model)] as const));
  const all = [...byFunction.values()];
  const permissions = new Map<string, ComparedNeed[]>();
  for (const permission of all.flatMap(needs => needs.permissions)) {
    const key = permission.action.toLowerCase();
    permissions.set(key, [...permissions.get(key) ?? [], compared(permission)]);
  }
  const unresolved = all.flatMap(needs => needs.unresolved);
  const actions = [...permissions.keys(), ...unresolved.map(({ action }) => action)];
  return {
    functions,
    byFunction,
    permissions,
    open: new Set(unresolved.map(({ action }) => action.toLowerCase())),
    // A resource that is not known may be encrypted, and a task definition that is not known passes roles.
    maybe: [...new Set([...actions.flatMap(mayAlsoNeed), ...unresolved.length > 0 ? ['kms:*', 'iam:PassRole'] : []])],
    configuration: all.flatMap(needs => needs.configuration),
    complete: functions.length > 0 && all.every(({ complete }) => complete) && isLambdasAlone(role.role),
  };
}

function compared(permission: Permission): ComparedNeed {
  return permission.resource === '*' ? { permission } : { permission, resource: namedByParts(permission.resource) };
}

/** Whoever else may take the role may need anything of it. */
function isLambdasAlone(role: Resource): boolean {
  if (role.type !== 'AWS::IAM::Role') return true;
  return resourcePolicy(role).every(({ principals, notPrincipals }) => notPrincipals.length === 0
    && principals.every(({ value }) => /^(edge)?lambda\.amazonaws\.com(\.cn)?$/.test(literalText(value.value) ?? '')));
}

/** Whether Lambda, or what runs beside the code, needs an action on a resource. */
export function isOfConfiguration(action: string, resource: Named | undefined, { configuration }: RoleNeeds): boolean {
  const named = resource?.target;
  const fitting = configuration.filter(({ target }) => target === undefined || named === undefined || named === target);
  return fitting.some(({ actions }) => actions.some(pattern => covers(pattern, action)));
}

