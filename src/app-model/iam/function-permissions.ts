import type { AppModel } from '../app-model';
import { items, property } from '../property';
import type { Resource } from '../template';
import { literalText, type Value } from '../value';
import { covers } from './pattern';
import { functionRoles, rolePermissions, type RolePermissions } from './roles';
import { statementsOf, type Statement } from './statement';

/** A statement that functions hold, with the roles through which they do. */
export interface FunctionStatement {
  readonly statement: Statement;
  readonly roles: readonly RolePermissions[];
}

/**
 * The statements of roles that functions use, by the key of the resource that holds them.
 *
 * A role that Lambda may assume counts even where no function of the app uses it: it was made for one.
 */
export function functionStatements(model: AppModel): ReadonlyMap<string, readonly FunctionStatement[]> {
  const used = new Set([...model.index(functionRoles).values()].flatMap(({ role }) => role?.key ?? []));
  const bySource = new Map<string, Map<Statement, RolePermissions[]>>();
  for (const permissions of model.index(rolePermissions).values()) {
    if (!used.has(permissions.role.key) && !trustsLambda(permissions.role)) continue;
    for (const statement of permissions.statements) addTo(bySource, statement, permissions);
  }
  return new Map([...bySource].map(([key, statements]) => [key, [...statements].map(([statement, roles]) => ({ statement, roles }))]));
}

function addTo(bySource: Map<string, Map<Statement, RolePermissions[]>>, statement: Statement, permissions: RolePermissions): void {
  const statements = bySource.get(statement.source.key) ?? new Map<Statement, RolePermissions[]>();
  bySource.set(statement.source.key, statements);
  statements.set(statement, [...statements.get(statement) ?? [], permissions]);
}

function trustsLambda(role: Resource): boolean {
  return statementsOf(property(role, 'AssumeRolePolicyDocument'), role)
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
  const known = cache.get(source) ?? readAllowedActions(source, model);
  cache.set(source, known);
  return known;
}

/** A dozen rules ask for the same sources. */
const allowedActionCache = (_model: AppModel) => new Map<Resource, readonly AllowedAction[]>();

function readAllowedActions(source: Resource, model: AppModel): readonly AllowedAction[] {
  return (model.index(functionStatements).get(source.key) ?? [])
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
