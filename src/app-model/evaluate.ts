import { evaluateFindInMap } from './intrinsics/find-in-map';
import { evaluateIf } from './intrinsics/if';
import { evaluateImport } from './intrinsics/import-value';
import { evaluateGetAtt, evaluateRef } from './intrinsics/reference';
import { evaluateSelect, evaluateSplit } from './intrinsics/select';
import { evaluateJoin, evaluateSub } from './intrinsics/text';
import { isObject } from './json';
import type { Template } from './template';
import { noteUndecided } from './undecided';
import { ABSENT, NO_ASSUMPTIONS, UNKNOWN, type Assumptions, type Possibility, type Value } from './value';

/** What an intrinsic is evaluated in: its template, what is assumed, and how deep we are. */
export interface Scope {
  readonly template: Template;
  readonly when: Assumptions;
  readonly depth: number;
  /** Shared by everything below one `evaluate()`. */
  readonly budget: { left: number };
}

export type Intrinsic = (argument: unknown, scope: Scope, evaluate: Evaluate) => readonly Possibility[];
export type Evaluate = (expression: unknown, scope: Scope) => readonly Possibility[];

/** Templates can be cyclic (exports, nested parameters) and hostile: past this depth nothing is known. */
const MAX_DEPTH = 24;
/** Alternatives multiply; past this number an expression counts as unknown. */
export const MAX_POSSIBILITIES = 64;
/** Exports that each import the next one twice double the work with every step: past this number nothing is known. */
const MAX_STEPS = 10_000;

const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', evaluateRef],
  ['Fn::GetAtt', evaluateGetAtt],
  ['Fn::If', evaluateIf],
  ['Fn::Join', evaluateJoin],
  ['Fn::Sub', evaluateSub],
  ['Fn::FindInMap', evaluateFindInMap],
  ['Fn::ImportValue', evaluateImport],
  ['Fn::Select', evaluateSelect],
  ['Fn::Split', evaluateSplit],
]);

/**
 * Every value an expression can take, as far as the templates tell. Never throws, never guesses.
 *
 * `AWS::NoValue` is absent; `Fn::If` gives both branches, each with its condition; a parameter gives its allowed
 * values, else its default, else unknown; `Fn::FindInMap` gives every leaf that fits; joined text keeps its literal
 * fragments; an import resolves through the export. Everything else is unknown.
 *
 * @param given - the conditions already assumed; contradicting branches are left out
 */
export function evaluate(expression: unknown, template: Template, given: Assumptions = NO_ASSUMPTIONS): readonly Possibility[] {
  // Most of a template is plain data: no need for a scope.
  if (!isObject(expression) || intrinsicOf(expression) === undefined) return [{ value: plainValue(expression, template), when: given }];
  const result = given.size > 0 ? evaluateOnce(expression, template, given) : evaluateOften(expression, template);
  for (const { value } of result) noteUndecided(value);
  return result;
}

function evaluateOften(expression: object, template: Template): readonly Possibility[] {
  const known = evaluated.get(template) ?? new WeakMap<object, readonly Possibility[]>();
  evaluated.set(template, known);
  const result = known.get(expression) ?? evaluateOnce(expression, template, NO_ASSUMPTIONS);
  known.set(expression, result);
  return result;
}

/** Every rule reads the same few expressions; templates never change once read. */
const evaluated = new WeakMap<Template, WeakMap<object, readonly Possibility[]>>();

function evaluateOnce(expression: unknown, template: Template, given: Assumptions): readonly Possibility[] {
  return evaluateIn(expression, { template, when: given, depth: 0, budget: { left: MAX_STEPS } });
}

const evaluateIn: Evaluate = (expression, scope) => {
  scope.budget.left -= 1;
  if (scope.depth > MAX_DEPTH || scope.budget.left < 0) return only(UNKNOWN, scope);
  const intrinsic = intrinsicOf(expression);
  if (intrinsic === undefined) return only(plainValue(expression, scope.template), scope);
  const evaluator = INTRINSICS.get(intrinsic.name);
  if (evaluator === undefined) return only(UNKNOWN, scope);
  const below = { template: scope.template, when: scope.when, depth: scope.depth + 1, budget: scope.budget };
  const result = evaluator(intrinsic.argument, below, evaluateIn);
  return result.length > MAX_POSSIBILITIES ? only(UNKNOWN, scope) : result;
};

/** The single possibility of a scope. */
export function only(value: Value, scope: { readonly when: Assumptions }): readonly Possibility[] {
  return [{ value, when: scope.when }];
}

/** The name and argument of an intrinsic function; `undefined` for plain data. */
export function intrinsicOf(expression: unknown): { readonly name: string; readonly argument: unknown } | undefined {
  if (!isObject(expression)) return undefined;
  // Asked for every map of a template: most are told by their first key, without a list of all.
  for (const name in expression) {
    if (name !== 'Ref' && !name.startsWith('Fn::')) return undefined;
    return Object.keys(expression).length === 1 ? { name, argument: expression[name] } : undefined;
  }
  return undefined;
}

function plainValue(expression: unknown, template: Template): Value {
  if (expression === undefined || expression === null) return ABSENT;
  if (Array.isArray(expression)) return { kind: 'list', items: expression, template };
  if (isObject(expression)) return { kind: 'map', entries: expression, template };
  if (typeof expression === 'string' || typeof expression === 'number' || typeof expression === 'boolean') {
    return { kind: 'scalar', value: expression };
  }
  return UNKNOWN;
}
