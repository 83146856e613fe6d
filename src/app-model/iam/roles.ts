import type { AppModel } from '../app-model';
import { FUNCTION_TYPES, functionProperty, isServerlessFunction } from '../functions';
import { items, property } from '../property';
import type { Resource } from '../template';
import { display, literalText, type Possibility, type Value } from '../value';
import { identityPolicy } from './identity-policies';
import { statementsOf, type Statement } from './statement';

/** A role and everything its policies in the app say. */
export interface RolePermissions {
  /** The `AWS::IAM::Role`, or the SAM function whose role SAM makes. */
  readonly role: Resource;
  readonly statements: readonly Statement[];
  /** The managed policies attached by ARN, whose statements are not in the app. */
  readonly managedPolicyArns: readonly Possibility[];
  readonly permissionsBoundary: readonly Possibility[];
}

/** The role of functions: by resource where the app has it, by name or ARN where not. */
export interface FunctionRole {
  readonly id: string;
  readonly role?: Resource;
  readonly functions: readonly Resource[];
}

const POLICY_TYPES = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'] as const;

/** The types of resources that hold statements of a role. */
export const PERMISSION_TYPES = ['AWS::IAM::Role', ...POLICY_TYPES, 'AWS::Serverless::Function'] as const;

/** Every role of the app with its statements, by the role's key. One pass over roles, one over policies. */
export function rolePermissions(model: AppModel): ReadonlyMap<string, RolePermissions> {
  const roles = new Map<string, MutableRole>();
  for (const role of model.resourcesOf('AWS::IAM::Role')) roles.set(role.key, ownPermissions(role, 'ManagedPolicyArns'));
  for (const fn of model.resourcesOf('AWS::Serverless::Function')) {
    if (functionProperty(fn, 'Role').every(({ value }) => value.kind === 'absent')) roles.set(fn.key, samPermissions(fn));
  }
  for (const policy of model.resourcesOf(...POLICY_TYPES)) attach(policy, roles, model);
  for (const role of roles.values()) addReferencedPolicies(role);
  return roles;
}

interface MutableRole extends RolePermissions {
  readonly statements: Statement[];
}

function ownPermissions(role: Resource, managed: string): MutableRole {
  return {
    role,
    statements: [...identityPolicy(role)],
    managedPolicyArns: items(property(role, managed)),
    permissionsBoundary: property(role, 'PermissionsBoundary'),
  };
}

/** SAM takes documents, policy names and its own policy templates in one list. */
function samPermissions(fn: Resource): MutableRole {
  const policies = items(functionProperty(fn, 'Policies'));
  return {
    role: fn,
    statements: [...statementsOf(policies.filter(({ value }) => value.kind === 'map' && Object.hasOwn(value.entries, 'Statement')), fn)],
    managedPolicyArns: policies.filter(({ value }) => value.kind !== 'map'),
    permissionsBoundary: functionProperty(fn, 'PermissionsBoundary'),
  };
}

function attach(policy: Resource, roles: ReadonlyMap<string, MutableRole>, model: AppModel): void {
  const names = policy.type === 'AWS::IAM::RolePolicy' ? property(policy, 'RoleName') : items(property(policy, 'Roles'));
  const attached = new Set(names.flatMap(({ value }) => roles.get(roleOf(value, model)?.key ?? '') ?? []));
  if (attached.size === 0) return;
  const statements = identityPolicy(policy);
  for (const role of attached) role.statements.push(...statements);
}

/** A managed policy of the app that the role names. One that names the role as well counts once. */
function addReferencedPolicies(role: MutableRole): void {
  const sources = new Set(role.statements.map(({ source }) => source));
  for (const { value } of role.managedPolicyArns) {
    if (value.kind !== 'reference' || value.resource.type !== 'AWS::IAM::ManagedPolicy' || sources.has(value.resource)) continue;
    sources.add(value.resource);
    role.statements.push(...identityPolicy(value.resource));
  }
}

/** The role that a value names: a reference, a name, or an ARN that ends with a known name. */
export function roleOf(value: Value, model: AppModel): Resource | undefined {
  if (value.kind === 'reference') return value.resource.type === 'AWS::IAM::Role' ? value.resource : undefined;
  const text = literalText(value);
  return text === undefined ? undefined : model.index(rolesByName).get(text.slice(text.lastIndexOf('/') + 1));
}

function rolesByName(model: AppModel): ReadonlyMap<string, Resource> {
  return new Map(model.resourcesOf('AWS::IAM::Role')
    .flatMap(role => property(role, 'RoleName').flatMap(({ value }) => {
      const name = literalText(value);
      return name === undefined ? [] : [[name, role] as const];
    })));
}

/** The roles of all functions, each with the functions that use it. Roles that are not known are left out. */
export function functionRoles(model: AppModel): ReadonlyMap<string, FunctionRole> {
  const roles = new Map<string, FunctionRole & { readonly functions: Resource[] }>();
  for (const fn of model.resourcesOf(...FUNCTION_TYPES)) {
    for (const { value } of functionProperty(fn, 'Role')) {
      const used = identify(value, fn, model);
      if (used === undefined) continue;
      const known = roles.get(used.id) ?? { ...used, functions: [] };
      if (!known.functions.includes(fn)) known.functions.push(fn);
      roles.set(used.id, known);
    }
  }
  return roles;
}

function identify(value: Value, fn: Resource, model: AppModel): { readonly id: string; readonly role?: Resource } | undefined {
  if (value.kind === 'absent') return isServerlessFunction(fn) ? { id: fn.key, role: fn } : undefined;
  const role = roleOf(value, model);
  if (role !== undefined) return { id: role.key, role };
  if (value.kind === 'scalar') return { id: display(value) };
  if (value.kind !== 'text' || value.parts.some(part => part.kind === 'unknown')) return undefined;
  return { id: display(value) };
}
