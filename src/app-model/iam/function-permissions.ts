import type { AppModel } from '../app-model';
import { items } from '../property';
import { resourcePolicy } from '../resource-policies';
import type { Resource } from '../template';
import { literalText, type Value } from '../value';
import { covers } from './pattern';
import { functionRoles, rolePermissions, type RolePermissions } from './roles';
import type { Statement } from './statement';

/** A statement that functions hold, with the roles through which they do. */
export interface FunctionStatement {
  readonly statement: Statement;
  readonly roles: readonly RolePermissions[];
}

/**
 * The roles of functions, by the role's key.
 *
 * A role that Lambda may assume counts even where no function of the app uses it: it was made for one.
 */
export function permissionsOfFunctions(model: AppModel): ReadonlyMap<string, RolePermissions> {
  const used = new Set([...model.index(functionRoles).values()].flatMap(({ role }) => role?.key ?? []));
  return new Map([...model.index(rolePermissions)].filter(([key, { role }]) => used.has(key) || trustsLambda(role)));
}

/** The role of each function with its statements, by the function's key; functions whose role is not in the app are left out. */
export function permissionsByFunction(model: AppModel): ReadonlyMap<string, RolePermissions> {
  const roles = model.index(rolePermissions);
  return new Map([...model.index(functionRoles).values()].flatMap(({ role, functions }) => {
    const permissions = roles.get(role?.key ?? '');
    return permissions === undefined ? [] : functions.map(fn => [fn.key, permissions] as const);
  }));
}

/** The statements of roles that functions use, by the key of the resource that holds them. */
export function functionStatements(model: AppModel): ReadonlyMap<string, readonly FunctionStatement[]> {
  return bySource(model.index(permissionsOfFunctions).values());
}

/** The statements of roles, by the key of the resource that holds them. */
export function bySource(roles: Iterable<RolePermissions>): ReadonlyMap<string, readonly FunctionStatement[]> {
  const sources = new Map<string, Map<Statement, RolePermissions[]>>();
  for (const permissions of roles) {
    for (const statement of permissions.statements) addTo(sources, statement, permissions);
  }
  return new Map([...sources].map(([key, statements]) => [key, [...statements].map(([statement, holders]) => ({ statement, roles: holders }))]));
}

function addTo(sources: Map<string, Map<Statement, RolePermissions[]>>, statement: Statement, permissions: RolePermissions): void {
  const statements = sources.get(statement.source.key) ?? new Map<Statement, RolePermissions[]>();
  sources.set(statement.source.key, statements);
  statements.set(statement, [...statements.get(statement) ?? [], permissions]);
}

function trustsLambda(role: Resource): boolean {
  return resourcePolicy(role)
    .flatMap(({ principals }) => principals)
    .some(({ value }) => literalText(value.value) === 'lambda.amazonaws.com');
}

/** Whether an unconditional Deny of the same or a wider scope takes an allowed action away in every role that holds it. */
export function isDenied(action: string, resource: Value, roles: readonly RolePermissions[]): boolean {
  return roles.every(({ statements }) => statements.some(statement => denies(statement, action, resource)));
}

function denies(statement: Statement, action: string, resource: Value): boolean {
  if (statement.effect !== 'Deny' || statement.conditions.length > 0 || statement.when.size > 0) return false;
  return statement.actions.some(({ value, when }) => when.size === 0 && covers(literalText(value) ?? '', action))
    && statement.resources.some(({ value, when }) => when.size === 0 && coversResource(value, resource));
}

function coversResource(denied: Value, allowed: Value): boolean {
  const pattern = literalText(denied);
  const text = literalText(allowed);
  if (pattern === '*') return true;
  return pattern !== undefined && text !== undefined && covers(pattern, text);
}

/** An action that a statement allows to functions. */
export interface AllowedAction {
  readonly action: string;
  readonly statement: Statement;
  readonly when: Statement['when'];
}

/** The allowed statements that a resource holds for functions, with every action that no Deny takes away. */
export function allowedActions(source: Resource, model: AppModel): readonly AllowedAction[] {
  const cache = model.index(allowedActionCache);
  const known = cache.get(source);
  if (known !== undefined) return known;
  const allowed = readAllowedActions(source, model);
  cache.set(source, allowed);
  return allowed;
}

/** A dozen rules ask for the same sources. */
const allowedActionCache = (_model: AppModel) => new Map<Resource, readonly AllowedAction[]>();

function readAllowedActions(source: Resource, model: AppModel): readonly AllowedAction[] {
  return allowedIn(model.index(functionStatements).get(source.key) ?? []);
}

/** Every action that statements allow and no Deny takes away. */
export function allowedIn(statements: readonly FunctionStatement[]): readonly AllowedAction[] {
  return statements
    .filter(({ statement }) => statement.effect === 'Allow')
    .flatMap(({ statement, roles }) => statement.actions.flatMap(({ value, when }) => {
      const action = literalText(value);
      if (action === undefined || isWhollyDenied(action, statement, roles)) return [];
      return [{ action, statement, when }];
    }));
}

function isWhollyDenied(action: string, statement: Statement, roles: readonly RolePermissions[]): boolean {
  return statement.resources.length > 0 && statement.resources.every(({ value }) => isDenied(action, value, roles));
}

/** Whether one of the statement's resources is the bare wildcard; an `items` of a list keeps the condition. */
export function wildcardResources(statement: Statement) {
  return items(statement.resources).filter(({ value }) => /^\*+$/.test(literalText(value) ?? ''));
}
