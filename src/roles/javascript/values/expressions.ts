import type { ArrayExpression, BinaryExpression, ClassExpression, Expression, ImportExpression, Literal, LogicalExpression, MemberExpression, SpreadElement, TemplateLiteral } from 'acorn';
import { construct, resultOf } from './calls';
import type { Evaluator } from './evaluator';
import { anyMember } from './members';
import { valuesOfImport } from './modules';
import { eachOf, NOTHING, text, UNKNOWN_VALUES, type Frame, type Value } from './value';
import { literal } from '../../text';
import { memberName } from '../syntax/assignments';
import type { Scope } from '../syntax/scope';

/** Where an expression stands, and who evaluates what is inside of it. */
export interface At {
  readonly scope: Scope;
  readonly frame?: Frame;
  readonly evaluator: Evaluator;
}

/** What each kind of expression can be; the kinds that are left out are not known. */
const EXPRESSIONS: { readonly [T in Expression['type']]?: (node: Extract<Expression, { type: T }>, at: At) => readonly Value[] } = {
  ArrayExpression: arrayExpression,
  ArrowFunctionExpression: (node, { scope, frame }) => [{ kind: 'function', node, scope, frame }],
  AssignmentExpression: ({ right }, at) => inside(right, at),
  AwaitExpression: ({ argument }, at) => inside(argument, at),
  BinaryExpression: binaryExpression,
  CallExpression: resultOf,
  ChainExpression: ({ expression }, at) => inside(expression, at),
  ClassExpression: (node: ClassExpression, { scope, evaluator }) => evaluator.classValue(node, scope),
  ConditionalExpression: ({ consequent, alternate }, at) => [...inside(consequent, at), ...inside(alternate, at)],
  FunctionExpression: (node, { scope, frame }) => [{ kind: 'function', node, scope, frame }],
  ImportExpression: importExpression,
  Literal: literalExpression,
  LogicalExpression: logicalExpression,
  MemberExpression: memberExpression,
  NewExpression: construct,
  ObjectExpression: (node, { scope, frame }) => [{ kind: 'object', node, scope, frame }],
  ParenthesizedExpression: ({ expression }, at) => inside(expression, at),
  SequenceExpression: ({ expressions }, at) => expressions.slice(-1).flatMap(last => inside(last, at)),
  TemplateLiteral: templateLiteral,
  ThisExpression: (_node, { scope: { owner } }) => owner === undefined ? UNKNOWN_VALUES : [{ kind: 'instance', owner }],
};

/** What an expression can be. */
export function valuesOfExpression(node: Expression, at: At): readonly Value[] {
  const evaluate = EXPRESSIONS[node.type] as ((node: Expression, at: At) => readonly Value[]) | undefined;
  return evaluate === undefined ? UNKNOWN_VALUES : evaluate(node, at);
}

/** Expressions that are what they are: there is nothing to follow, and nothing to remember. */
export const PLAIN: ReadonlySet<Expression['type']> = new Set([
  'ArrayExpression', 'ArrowFunctionExpression', 'FunctionExpression', 'Literal', 'ObjectExpression', 'ThisExpression',
]);

/** What an expression inside of another can be. */
export function inside(node: Parameters<Evaluator['evaluate']>[0], { scope, frame, evaluator }: At): readonly Value[] {
  return evaluator.evaluate(node, scope, frame);
}

function literalExpression({ value }: Literal): readonly Value[] {
  if (value === null) return [NOTHING];
  return typeof value === 'string' || typeof value === 'number' ? [text(literal(String(value)))] : UNKNOWN_VALUES;
}

function templateLiteral({ quasis, expressions }: TemplateLiteral, at: At): readonly Value[] {
  return at.evaluator.concatenated(quasis.flatMap((quasi, position) => {
    const expression = expressions[position];
    const piece: readonly Value[] = [text(literal(quasi.value.cooked ?? ''))];
    return expression === undefined ? [piece] : [piece, inside(expression, at)];
  }));
}

function binaryExpression({ operator, left, right }: BinaryExpression, at: At): readonly Value[] {
  if (operator !== '+' || left.type === 'PrivateIdentifier') return UNKNOWN_VALUES;
  return at.evaluator.concatenated([inside(left, at), inside(right, at)]);
}

/** `process.env.TABLE || 'orders'` is the variable, with what stands in for it. */
function logicalExpression({ operator, left, right }: LogicalExpression, at: At): readonly Value[] {
  const others = inside(right, at);
  return operator === '&&' ? others : at.evaluator.orElse(inside(left, at), others);
}

function arrayExpression({ elements }: ArrayExpression, at: At): readonly Value[] {
  return [{ kind: 'list', items: () => elements.flatMap(element => element === null ? [] : itemsIn(element, at)) }];
}

function itemsIn(element: Expression | SpreadElement, at: At): readonly Value[] {
  return element.type === 'SpreadElement' ? inside(element.argument, at).flatMap(value => at.evaluator.itemsOf(value)) : inside(element, at);
}

/** What a name is that the code does not declare. */
export function valuesOfGlobal(name: string, scope: Scope): readonly Value[] {
  if (name === 'process') return [{ kind: 'process' }];
  if (name === 'undefined') return [NOTHING];
  return name === 'exports' ? [{ kind: 'module', module: scope.module }] : UNKNOWN_VALUES;
}

function importExpression({ source }: ImportExpression, at: At): readonly Value[] {
  return inside(source, at).flatMap(value => value.kind === 'text' ? valuesOfImport(value.text, '*', at.scope, at.evaluator) : UNKNOWN_VALUES);
}

function memberExpression(node: MemberExpression, at: At): readonly Value[] {
  const { scope, frame, evaluator } = at;
  const { object } = node;
  const name = memberName(node) ?? computedName(node, at);
  const binding = object.type === 'Identifier' ? scope.lookup(object.name) : undefined;
  if (object.type === 'Identifier' && object.name === 'module' && name === 'exports' && binding === undefined) return [{ kind: 'module', module: scope.module }];
  const values = eachOf(inside(object, at), value => name === undefined ? anyMember(value, evaluator) : evaluator.member(value, name));
  const added = name === undefined ? undefined : binding?.members?.get(name);
  if (added === undefined) return values;
  return [...values.filter(({ kind }) => kind !== 'unknown' && kind !== 'nothing'), ...evaluator.valuesOfSources(added, frame)];
}

/** The name in `object[name]`, where it is known. */
function computedName({ property }: MemberExpression, { scope, frame, evaluator }: At): string | undefined {
  return property.type === 'PrivateIdentifier' ? undefined : evaluator.literalText(property, scope, frame);
}
