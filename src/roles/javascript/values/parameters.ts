import type { Evaluator } from './evaluator';
import { alternatives, eachOf, UNKNOWN_VALUES, type Frame, type Value } from './value';
import type { Callback, CallSite, FunctionInfo, FunctionNode, Scope } from '../syntax/scope';

/** Methods that call a function with each item of what they belong to, and the position of the item among the arguments. */
const EACH: ReadonlyMap<string, number> = new Map([
  ['map', 0], ['forEach', 0], ['filter', 0], ['flatMap', 0], ['some', 0], ['every', 0], ['find', 0], ['reduce', 1], ['mapSeries', 0], ['each', 0],
]);

/** What a parameter of a function can be: what it is followed with, what the calls of the function give it, or the event. */
export function valuesOfParameter(fn: FunctionNode, position: number, scope: Scope, frame: Frame | undefined, evaluator: Evaluator): readonly Value[] {
  for (let followed = frame; followed !== undefined; followed = followed.outer) {
    if (followed.fn === fn) return followed.parameters[position] ?? [{ kind: 'nothing' }];
  }
  const info = scope.module.functions.get(fn);
  if (info === undefined) return UNKNOWN_VALUES;
  if (evaluator.project.isHandler(fn, evaluator)) return position === 0 ? [{ kind: 'event', path: '' }] : UNKNOWN_VALUES;
  const values = [...fromCalls(info, position, evaluator), ...fromCallbacks(info, position, scope, evaluator)];
  return values.length === 0 ? UNKNOWN_VALUES : alternatives(values);
}

function fromCalls({ node, names }: FunctionInfo, position: number, evaluator: Evaluator): readonly Value[] {
  const sites = eachOf(names, name => evaluator.project.callsOf(name));
  return sites.flatMap(site => calls(site, node, evaluator) ? argument(site, position, evaluator) : []);
}

function argument({ node, scope }: CallSite, position: number, evaluator: Evaluator): readonly Value[] {
  const before = node.arguments.slice(0, position + 1);
  if (before.some(({ type }) => type === 'SpreadElement')) return UNKNOWN_VALUES;
  const given = before[position];
  return given === undefined ? [{ kind: 'nothing' }] : evaluator.evaluate(given, scope);
}

/** Whether a call is one of the function; where the callee is not known, the only function of that name is meant. */
function calls({ node, scope }: CallSite, fn: FunctionNode, evaluator: Evaluator): boolean {
  const callees = evaluator.evaluate(node.callee, scope);
  if (callees.some(value => value.kind === 'function' && value.node === fn || value.kind === 'class' && constructorOf(value) === fn)) return true;
  return callees.every(({ kind }) => kind === 'unknown' || kind === 'nothing') && node.callee.type === 'MemberExpression' && evaluator.project.isOnlyOneNamed(fn);
}

/** The function that `new` calls. */
export function constructorOf({ node }: Extract<Value, { kind: 'class' }>): FunctionNode | undefined {
  for (const member of node.body.body) if (member.type === 'MethodDefinition' && member.kind === 'constructor') return member.value;
  return undefined;
}

function fromCallbacks({ node, names }: FunctionInfo, position: number, scope: Scope, evaluator: Evaluator): readonly Value[] {
  const callbacks = evaluator.project.callbacksOf(scope.module);
  const handed: Callback[] = [...callbacks.get(node) ?? []];
  for (const name of names) {
    for (const callback of callbacks.get(name) ?? []) {
      const given = callback.call.node.arguments[callback.position];
      if (given !== undefined && evaluator.evaluate(given, callback.call.scope).some(value => value.kind === 'function' && value.node === node)) handed.push(callback);
    }
  }
  return handed.flatMap(callback => fromCallback(callback, position, evaluator));
}

/** `records.map(record => …)`, and what libraries write as `map(records, record => …)`. */
function fromCallback({ call: { node, scope }, position: place }: Callback, position: number, evaluator: Evaluator): readonly Value[] {
  const { callee } = node;
  const name = callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : callee.type === 'Identifier' ? callee.name : '';
  const item = EACH.get(name) ?? (/map|each/i.test(name) ? 0 : undefined);
  if (item === undefined || item !== position) return UNKNOWN_VALUES;
  const [first] = node.arguments;
  const list = place === 0 && callee.type === 'MemberExpression' ? callee.object : first;
  return list === undefined ? UNKNOWN_VALUES : evaluator.evaluate(list, scope).flatMap(value => evaluator.itemsOf(value));
}
