import type { ComparedAction, Excess } from './compare';
import { display } from '../../app-model/value';
import { literalPart, partsOf, type ArnText } from '../resolve/arn';
import type { Permission } from '../resolve/resolve';

/** A statement that is to stand in the place of others. */
export interface ReplacementStatement {
  readonly actions: readonly string[];
  readonly resources: readonly ArnText[];
  readonly conditions: readonly ReplacementCondition[];
}

export interface ReplacementCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly ArnText[];
}

/** One action on one resource. */
interface Grant {
  readonly action: string;
  readonly resource: ArnText;
  readonly conditions: readonly ReplacementCondition[];
}

const ANYTHING: ArnText = [literalPart('*')];

/** What is needed of statements that grant too much: nothing is lost of them that somebody may need. */
export function replacementOf(excess: readonly Excess[]): readonly ReplacementStatement[] {
  return statementsOfGrants(excess.flatMap(grantsLeft));
}

/** Permissions as statements. */
export function statementsOfPermissions(permissions: readonly Permission[]): readonly ReplacementStatement[] {
  return statementsOfGrants(permissions.map(permission => grantOf(permission, [])));
}

function grantsLeft({ statement, actions }: Excess): readonly Grant[] {
  const conditions = statement.conditions.map(({ values, ...condition }) => ({ ...condition, values: values.map(({ value }) => partsOf(value) ?? [literalPart('…')]) }));
  const kept = new Set(patternsKept(actions));
  return actions.flatMap(action => action.on.flatMap(({ resource, needs, asGranted }) => {
    if (!asGranted) return needs.map(({ permission }) => grantOf(permission, conditions));
    const granted = partsOf(resource.value) ?? [literalPart(display(resource.value))];
    return [{ action: kept.has(action.pattern) ? action.pattern : action.action, resource: granted, conditions }];
  }));
}

/** Patterns of which every action stays: they stay as they are written. */
function patternsKept(actions: readonly ComparedAction[]): readonly string[] {
  const patterns = [...new Set(actions.map(({ pattern }) => pattern))];
  return patterns.filter(pattern => actions.every(action => action.pattern !== pattern || action.on.every(({ asGranted }) => asGranted)));
}

function grantOf({ action, resource, condition }: Permission, conditions: readonly ReplacementCondition[]): Grant {
  const own = condition === undefined ? [] : [{ operator: 'StringEquals', key: condition.key, values: [condition.value] }];
  const others = conditions.filter(({ key }) => key.toLowerCase() !== condition?.key.toLowerCase());
  return { action, resource: resource === '*' ? ANYTHING : resource, conditions: [...others, ...own] };
}

/** Grants on the same resource are one statement, and so are those of the same actions. */
function statementsOfGrants(grants: readonly Grant[]): readonly ReplacementStatement[] {
  const byResource = new Map<string, { readonly resource: ArnText; readonly conditions: Grant['conditions']; readonly actions: Set<string> }>();
  for (const { action, resource, conditions } of grants) {
    const key = keyOf([resource, conditions]);
    const known = byResource.get(key) ?? { resource, conditions, actions: new Set<string>() };
    known.actions.add(action);
    byResource.set(key, known);
  }
  const byActions = new Map<string, { readonly actions: readonly string[]; readonly conditions: Grant['conditions']; readonly resources: ArnText[] }>();
  for (const { resource, conditions, actions } of byResource.values()) {
    const sorted = [...actions].sort();
    const key = keyOf([sorted, conditions]);
    const known = byActions.get(key) ?? { actions: sorted, conditions, resources: [] };
    known.resources.push(resource);
    byActions.set(key, known);
  }
  return [...byActions.values()];
}

/** Resources are compared by their keys: their templates hold each other. */
function keyOf(value: unknown): string {
  return JSON.stringify(value, (name: string, member: unknown) => name === 'resource' && isResource(member) ? member.key : member);
}

function isResource(value: unknown): value is { readonly key: string } {
  return typeof value === 'object' && value !== null && 'key' in value && 'template' in value;
}
