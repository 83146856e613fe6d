import type { CallExpression, Expression, ObjectExpression, SpreadElement } from 'acorn';
import { keyOf } from './patterns';
import { addTo, type Callback, type CallNode, type CallSite, type FunctionNode, type Scope, type Source } from './scope';

/** Notes a call, and what it gives to names and properties without an assignment. */
export function noteCall(node: CallNode, scope: Scope): void {
  scope.module.calls.push({ node, scope });
  if (node.type === 'NewExpression') return;
  noteRequire(node, scope);
  const { callee } = node;
  if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier') noteMethod(node, callee.object, callee.property.name, scope);
  // `__export(all, { handler: () => handler })`, as bundlers write the exports of a module.
  const [first, second] = node.arguments;
  if (first?.type === 'Identifier' && second?.type === 'ObjectExpression' && node.arguments.length === 2) noteGetters(first.name, second, scope);
}

/** What calls are handed that may be functions: by the function's node, or by the name that stands in its place. */
export type Callbacks = ReadonlyMap<FunctionNode | string, readonly Callback[]>;

/** The functions that calls are handed. */
export function callbacksIn(calls: readonly CallSite[]): Callbacks {
  const callbacks = new Map<FunctionNode | string, Callback[]>();
  for (const call of calls) {
    call.node.arguments.forEach((argument, position) => {
      if (argument.type === 'Identifier') addTo(callbacks, argument.name, { call, position });
      else if (isFunction(argument)) addTo(callbacks, argument, { call, position });
    });
  }
  return callbacks;
}

function noteRequire({ callee, arguments: [first], start }: CallExpression, { module }: Scope): void {
  if (callee.type !== 'Identifier' || callee.name !== 'require' || first?.type !== 'Literal' || typeof first.value !== 'string') return;
  module.imports.push({ specifier: first.value, position: start });
}

function noteMethod(node: CallExpression, object: Expression | { type: 'Super' }, name: string, scope: Scope): void {
  const [first, second] = node.arguments;
  if (name === 'push' && object.type === 'Identifier' && first !== undefined && first.type !== 'SpreadElement') {
    give(object.name, '[]', { kind: 'expression', node: first, scope, path: [] }, scope);
  }
  // `Object.defineProperty(exports, 'x', { get: function () { return … } })`, as TypeScript writes a re-export.
  if (name === 'defineProperty' && first?.type === 'Identifier' && second?.type === 'Literal') noteDefined(node, first.name, String(second.value), scope);
}

function give(object: string, name: string, source: Source, scope: Scope): void {
  scope.module.assignments.push({ target: { type: 'Property of', object, name }, source, scope });
}

function noteDefined(node: CallExpression, object: string, name: string, scope: Scope): void {
  const descriptor = node.arguments[2];
  if (descriptor?.type !== 'ObjectExpression') return;
  for (const property of descriptor.properties) {
    if (property.type === 'SpreadElement') continue;
    const key = keyOf(property);
    if (key === 'value') give(object, name, { kind: 'expression', node: property.value, scope, path: [] }, scope);
    if (key === 'get' && isFunction(property.value)) give(object, name, { kind: 'result', node: property.value, scope }, scope);
  }
}

function noteGetters(object: string, getters: ObjectExpression, scope: Scope): void {
  for (const property of getters.properties) {
    if (property.type === 'SpreadElement' || !isFunction(property.value) || property.value.params.length > 0) return;
    const name = keyOf(property);
    if (name === undefined) return;
    const source: Source = { kind: 'result', node: property.value, scope };
    give(object, name, source, scope);
    if (scope.parent === undefined) addTo(scope.module.exports, name, source);
  }
}

function isFunction(node: Expression | SpreadElement): node is Expression & FunctionNode {
  return node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';
}
