import type { CompiledCondition, CompiledStatement } from './compiled-statement';
import { matchesResource } from './match';
import { resourceText } from './resource-text';
import type { Permission } from '../resolve/resolve';

type Needed = Omit<Permission, 'uses'>;

/**
 * The smallest set of statements that allows exactly the permissions: deterministic, whatever their order.
 *
 * Statements are made by resource and by action, and those that take fewer characters are taken.
 */
export function compileStatements(permissions: readonly Needed[]): readonly CompiledStatement[] {
  const needed = withoutCovered(unique(permissions));
  const byResource = grouped(needed, resourceOf, 'actions');
  const byAction = grouped(needed, actionOf, 'resources');
  return lengthOf(byAction) < lengthOf(byResource) ? byAction : byResource;
}

function unique(permissions: readonly Needed[]): readonly Needed[] {
  return [...new Map(permissions.map(permission => [`${permission.action} ${resourceOf(permission)} ${conditionText(permission.condition)}`, permission])).values()];
}

/** An object of a bucket needs no line of its own beside all of the bucket's objects. */
function withoutCovered(permissions: readonly Needed[]): readonly Needed[] {
  return permissions.filter((permission, index) => !permissions.some((other, place) => {
    // Of two that cover each other the first stays.
    return place !== index && coversNeeded(other, permission) && (place < index || !coversNeeded(permission, other));
  }));
}

function coversNeeded(wide: Needed, narrow: Needed): boolean {
  return wide.action === narrow.action
    && (wide.condition === undefined || conditionText(wide.condition) === conditionText(narrow.condition))
    && matchesResource(resourceOf(wide), resourceOf(narrow));
}

type Side = 'actions' | 'resources';

/** What has one key becomes one statement, and then statements of which that side is the same. */
function grouped(permissions: readonly Needed[], keyOf: (permission: Needed) => string, side: Side): readonly CompiledStatement[] {
  const statements = merged(permissions.map(permission => [`${keyOf(permission)} ${conditionText(permission.condition)}`, asStatement(permission)]));
  return merged(statements.map(statement => [`${sideText(statement, side)} ${conditionText(statement.condition)}`, statement])).map(sorted).sort(byText);
}

function asStatement({ action, resource, condition }: Needed): CompiledStatement {
  return { actions: [action], resources: [resource], ...condition === undefined ? {} : { condition } };
}

function merged(statements: ReadonlyArray<readonly [key: string, statement: CompiledStatement]>): readonly CompiledStatement[] {
  const groups = new Map<string, CompiledStatement>();
  for (const [key, statement] of statements) {
    const known = groups.get(key);
    groups.set(key, known === undefined ? statement : {
      ...known,
      actions: [...new Set([...known.actions, ...statement.actions])],
      resources: [...new Map([...known.resources, ...statement.resources].map(resource => [resourceText(resource), resource])).values()],
    });
  }
  return [...groups.values()];
}

function sorted(statement: CompiledStatement): CompiledStatement {
  return {
    ...statement,
    actions: [...statement.actions].sort(),
    resources: [...statement.resources].sort((a, b) => compare(resourceText(a), resourceText(b))),
  };
}

function byText(a: CompiledStatement, b: CompiledStatement): number {
  return compare(statementText(a), statementText(b));
}

function statementText(statement: CompiledStatement): string {
  return `${sideText(statement, 'actions')} ${sideText(statement, 'resources')} ${conditionText(statement.condition)}`;
}

function sideText({ actions, resources }: CompiledStatement, side: Side): string {
  return (side === 'actions' ? [...actions] : resources.map(resourceText)).sort().join(' ');
}

function conditionText(condition: CompiledCondition | undefined): string {
  return condition === undefined ? '' : `${condition.key}=${resourceText(condition.value)}`;
}

function resourceOf({ resource }: Needed): string {
  return resourceText(resource);
}

function actionOf({ action }: Needed): string {
  return action;
}

function lengthOf(statements: readonly CompiledStatement[]): number {
  // What every statement has around its lists.
  const FRAME = 60;
  return statements.reduce((sum, statement) => sum + FRAME + statementText(statement).length, 0);
}

/** By code units, which no locale changes. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
