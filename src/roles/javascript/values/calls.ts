import type { CallExpression, Expression, NewExpression } from 'acorn';
import { inside, type At } from './expressions';
import { resultOfMethod } from './methods';
import { valuesOfImport } from './modules';
import { eachOf, isUnknown, textOf, UNKNOWN, UNKNOWN_VALUES, type Value } from './value';
import { bundledPackage } from '../sdk/bundled';
import { constructed } from '../sdk/clients';
import { memberName } from '../syntax/assignments';

/** Functions in functions that are followed with their arguments. */
export const MAX_FRAMES = 4;

/** Functions that give back the text that they are given, near enough to name a resource. */
const SAME_TEXT: ReadonlySet<string> = new Set(['String', 'encodeURI', 'encodeURIComponent', 'decodeURIComponent', 'decodeURI', 'unescape']);

type ClassValue = Extract<Value, { kind: 'class' }>;
type FunctionValue = Extract<Value, { kind: 'function' }>;

/** What an argument of a call can be. */
export function argumentOf(node: CallExpression | NewExpression, position: number, at: At): readonly Value[] {
  const given = node.arguments[position];
  return given === undefined ? [{ kind: 'nothing' }] : inside(given, at);
}

/** What `new X(…)` makes. */
export function construct(node: NewExpression, at: At): readonly Value[] {
  return eachOf(inside(node.callee, at), callee => callee.kind === 'class'
    ? instancesOf(callee, node, at)
    : [constructed(callee, argumentOf(node, 0, at), at.evaluator)]);
}

/** An instance of a class that extends a client is a client. */
function instancesOf({ node, scope }: ClassValue, call: NewExpression, at: At): readonly Value[] {
  const bases = node.superClass ? at.evaluator.evaluate(node.superClass, scope) : [];
  const clients = bases.map(base => constructed(base, argumentOf(call, 0, at), at.evaluator)).filter(({ kind }) => kind === 'client');
  if (clients.length > 0) return clients;
  const owner = scope.module.owners.get(node);
  return [owner === undefined ? UNKNOWN : { kind: 'instance', owner }];
}

/** What a call gives back. */
export function resultOf(node: CallExpression, at: At): readonly Value[] {
  const bundled = bundledPackage(node, at.scope);
  if (bundled !== undefined) return [bundled];
  const special = resultOfGlobal(node, at) ?? resultOfMethod(node, at);
  if (special !== undefined) return special;
  const results = eachOf(inside(node.callee, at), callee => resultOfValue(callee, node, at));
  return isUnknown(results) ? passedThrough(node, at) ?? results : results;
}

function resultOfGlobal(node: CallExpression, at: At): readonly Value[] | undefined {
  const { callee } = node;
  if (callee.type !== 'Identifier' || at.scope.lookup(callee.name) !== undefined) return undefined;
  if (callee.name === 'require') return argumentOf(node, 0, at).flatMap(value => valuesOfImport(textOf(value), '*', at.scope, at.evaluator));
  return SAME_TEXT.has(callee.name) ? argumentOf(node, 0, at) : undefined;
}

function resultOfValue(callee: Value, node: CallExpression, at: At): readonly Value[] {
  if (callee.kind === 'function') return follow(callee, node, at);
  if (callee.kind === 'sdk function' && callee.does.kind === 'gives client') return [{ kind: 'client', client: callee.does.client, bound: [] }];
  // `AWS.S3()` without `new` works in version 2; a class of one's own does not.
  return callee.kind === 'client class' ? [constructed(callee, argumentOf(node, 0, at), at.evaluator)] : UNKNOWN_VALUES;
}

/** The values that a function returns, for the arguments of one call. */
function follow(fn: FunctionValue, { arguments: given }: CallExpression, at: At): readonly Value[] {
  const depth = (at.frame?.depth ?? 0) + 1;
  if (depth > MAX_FRAMES || given.some(({ type }) => type === 'SpreadElement')) return at.evaluator.returned(fn.node, fn.scope, undefined);
  const parameters = given.map(expression => inside(expression, at));
  return at.evaluator.returned(fn.node, fn.scope, { fn: fn.node, parameters, outer: fn.frame, depth });
}

/** What wrappers that are not followed give back as they got it: compilers' around modules, checkers' of the environment. */
const PASSED: ReadonlySet<Value['kind']> = new Set(['environment', 'package', 'module']);

/** Wrappers that are not followed: `__toESM(require('x'))`, `captureAWSv3Client(client)`, `schema.parse(process.env)`. */
function passedThrough(node: CallExpression, at: At): readonly Value[] | undefined {
  const isTracer = /^capture/i.test(nameOf(node.callee));
  const given = node.arguments.slice(0, 2).flatMap(argument => inside(argument, at));
  // `createPaginator(Client, Command, …)`, in an SDK that was bundled in or not.
  const [command] = given.filter(({ kind }) => kind === 'command class');
  if (command?.kind === 'command class') return [{ kind: 'sdk function', does: { kind: 'second argument', service: command.service, operation: command.operation } }];
  const kept = given.filter(({ kind }) => PASSED.has(kind) || isTracer && (kind === 'client' || kind === 'client class'));
  return kept.length > 0 ? kept : undefined;
}

function nameOf(callee: Expression | { readonly type: 'Super' }): string {
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' ? memberName(callee) ?? '' : '';
}
