import type { CallExpression, Expression, NewExpression, SpreadElement } from 'acorn';
import type { Evaluator } from './evaluator';
import { valuesOfImport } from './modules';
import { isUnknown, textOf, UNKNOWN, UNKNOWN_VALUES, type Frame, type Value } from './value';
import { literal } from '../../text';
import { bundledPackage } from '../sdk/bundled';
import { constructed } from '../sdk/clients';
import { memberName } from '../syntax/assignments';
import type { Scope } from '../syntax/scope';

/** Functions in functions that are followed with their arguments. */
const MAX_FRAMES = 4;

/** Functions that give back the text that they are given, near enough to name a resource. */
const SAME_TEXT: ReadonlySet<string> = new Set(['String', 'encodeURI', 'encodeURIComponent', 'decodeURIComponent', 'decodeURI', 'unescape']);
const SAME_METHOD: ReadonlySet<string> = new Set(['toString', 'trim', 'valueOf', 'bind', 'asString', 'required', 'freeze']);
const SAME_LIST: ReadonlySet<string> = new Set(['filter', 'slice', 'sort', 'reverse', 'flat', 'concat']);

/** What `new X(…)` makes. */
export function construct(node: NewExpression, scope: Scope, frame: Frame | undefined, evaluator: Evaluator): readonly Value[] {
  return evaluator.evaluate(node.callee, scope, frame).flatMap<Value>(callee => {
    if (callee.kind === 'class') {
      const owner = callee.scope.module.owners.get(callee.node);
      return owner === undefined ? [UNKNOWN] : instanceOf(callee, node, scope, frame, evaluator) ?? [{ kind: 'instance', owner }];
    }
    return [constructed(callee, argument(node, 0, scope, frame, evaluator), evaluator)];
  });
}

/** An instance of a class that extends a client is a client. */
function instanceOf({ node, scope: declared }: Extract<Value, { kind: 'class' }>, call: NewExpression, scope: Scope, frame: Frame | undefined, evaluator: Evaluator) {
  if (!node.superClass) return undefined;
  const made = evaluator.evaluate(node.superClass, declared).map(base => constructed(base, argument(call, 0, scope, frame, evaluator), evaluator));
  return made.some(({ kind }) => kind === 'client') ? made : undefined;
}

function argument(node: CallExpression | NewExpression, position: number, scope: Scope, frame: Frame | undefined, evaluator: Evaluator): readonly Value[] {
  const given = node.arguments[position];
  return given === undefined ? [{ kind: 'nothing' }] : evaluator.evaluate(given, scope, frame);
}

/** What a call gives back. */
export function resultOf(node: CallExpression, scope: Scope, frame: Frame | undefined, evaluator: Evaluator): readonly Value[] {
  const { callee } = node;
  if (callee.type === 'Super') return UNKNOWN_VALUES;
  if (callee.type === 'Identifier' && scope.lookup(callee.name) === undefined) {
    if (callee.name === 'require') return argument(node, 0, scope, frame, evaluator).flatMap(value => valuesOfImport(textOf(value), '*', scope, evaluator));
    if (SAME_TEXT.has(callee.name)) return argument(node, 0, scope, frame, evaluator);
  }
  if (callee.type === 'MemberExpression' && callee.object.type !== 'Super') {
    const special = resultOfMethod(node, callee.object, memberName(callee) ?? '', scope, frame, evaluator);
    if (special !== undefined) return special;
  }
  const bundled = bundledPackage(node, scope);
  if (bundled !== undefined) return [bundled];
  const callees = evaluator.evaluate(callee, scope, frame);
  const results = callees.flatMap(value => resultOfValue(value, node, scope, frame, evaluator));
  return isUnknown(results) ? passedThrough(node, scope, frame, evaluator) ?? results : results;
}

function resultOfValue(callee: Value, node: CallExpression, scope: Scope, frame: Frame | undefined, evaluator: Evaluator): readonly Value[] {
  if (callee.kind === 'function') return follow(callee, node.arguments, scope, frame, evaluator);
  if (callee.kind === 'sdk function' && callee.does.kind === 'gives client') return [{ kind: 'client', client: callee.does.client, bound: [] }];
  // `AWS.S3()` without `new` works in version 2; a class of one's own does not.
  return callee.kind === 'client class' ? [constructed(callee, argument(node, 0, scope, frame, evaluator), evaluator)] : UNKNOWN_VALUES;
}

/** The values that a function returns, for the arguments of one call. */
function follow(fn: Extract<Value, { kind: 'function' }>, given: ReadonlyArray<Expression | SpreadElement>, scope: Scope, frame: Frame | undefined, evaluator: Evaluator) {
  const depth = (frame?.depth ?? 0) + 1;
  if (depth > MAX_FRAMES || given.some(({ type }) => type === 'SpreadElement')) return evaluator.returned(fn.node, fn.scope, undefined);
  const parameters = given.map(expression => evaluator.evaluate(expression, scope, frame));
  return evaluator.returned(fn.node, fn.scope, { fn: fn.node, parameters, outer: fn.frame, depth });
}

function resultOfMethod(node: CallExpression, object: Expression, name: string, scope: Scope, frame: Frame | undefined, evaluator: Evaluator): readonly Value[] | undefined {
  const first = () => argument(node, 0, scope, frame, evaluator);
  if (object.type === 'Identifier' && scope.lookup(object.name) === undefined) {
    if (object.name === 'JSON' && name === 'parse') return first().map(parsed);
    if (object.name === 'Object' && name === 'assign') return [{ kind: 'merged', layers: node.arguments.map(given => evaluator.evaluate(given, scope, frame)) }];
    if (object.name === 'Object' && name === 'freeze') return first();
    if (object.name === 'Promise') return first();
  }
  const on = () => evaluator.evaluate(object, scope, frame);
  if (name === 'join') return joinedItems(on(), first(), evaluator);
  if (name === 'map' || name === 'flatMap') return mapped(node, on(), scope, frame, evaluator);
  if (SAME_METHOD.has(name)) return on();
  if (SAME_LIST.has(name)) {
    const lists = on().filter(({ kind }) => kind === 'list' || kind === 'event');
    return lists.length > 0 ? lists : undefined;
  }
  // What is cut out of something of the event came with the event.
  const events = on().filter(({ kind }) => kind === 'event');
  return events.length > 0 ? events : undefined;
}

function parsed(value: Value): Value {
  return value.kind === 'event' ? { kind: 'event', path: `${value.path}{}` } : UNKNOWN;
}

function joinedItems(lists: readonly Value[], separators: readonly Value[], evaluator: Evaluator): readonly Value[] | undefined {
  const [list] = lists;
  if (list?.kind !== 'list' || lists.length > 1) return undefined;
  const items = evaluator.itemsOf(list);
  const separator = separators.every(({ kind }) => kind === 'nothing') ? [{ kind: 'text', text: literal(',') } as const] : separators;
  return evaluator.concatenated(items.flatMap((item, position) => position === 0 ? [[item]] : [separator, [item]]));
}

function mapped(node: CallExpression, lists: readonly Value[], scope: Scope, frame: Frame | undefined, evaluator: Evaluator): readonly Value[] | undefined {
  const functions = argument(node, 0, scope, frame, evaluator).filter(value => value.kind === 'function');
  if (functions.length === 0) return undefined;
  const depth = (frame?.depth ?? 0) + 1;
  const items = () => lists.flatMap(value => evaluator.itemsOf(value));
  return [{
    kind: 'list',
    items: () => functions.flatMap(fn => evaluator.returned(fn.node, fn.scope, depth > MAX_FRAMES ? undefined : { fn: fn.node, parameters: [items()], outer: fn.frame, depth })),
  }];
}

/** What wrappers that are not followed give back as they got it: compilers' around modules, checkers' of the environment. */
const PASSED: ReadonlySet<Value['kind']> = new Set(['environment', 'package', 'module']);

/** Wrappers that are not followed: `__toESM(require('x'))`, `captureAWSv3Client(client)`, `schema.parse(process.env)`. */
function passedThrough(node: CallExpression, scope: Scope, frame: Frame | undefined, evaluator: Evaluator): readonly Value[] | undefined {
  const name = node.callee.type === 'MemberExpression' ? memberName(node.callee) ?? '' : node.callee.type === 'Identifier' ? node.callee.name : '';
  const isTracer = /^capture/i.test(name);
  const given = node.arguments.slice(0, 2).flatMap(argumentGiven => evaluator.evaluate(argumentGiven, scope, frame));
  // `createPaginator(Client, Command, …)`, in an SDK that was bundled in or not.
  const [command] = given.filter(({ kind }) => kind === 'command class');
  if (command?.kind === 'command class') return [{ kind: 'sdk function', does: { kind: 'second argument', service: command.service, operation: command.operation } }];
  const kept = given.filter(({ kind }) => PASSED.has(kind) || isTracer && (kind === 'client' || kind === 'client class'));
  return kept.length > 0 ? kept : undefined;
}
