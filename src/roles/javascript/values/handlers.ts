import type { Expression, SpreadElement, Super } from 'acorn';
import type { Evaluator } from './evaluator';
import { constructorOf } from './parameters';
import type { FunctionNode, Scope, Source, SourceModule } from '../syntax/scope';

/** Wrappers in wrappers: `withTracing(middy(handler).use(parser))`. */
const MAX_WRAPPERS = 6;

/**
 * The functions that Lambda may call: what the module exports, through wrappers that are not followed.
 *
 * A function that the code calls itself is none, whatever it is named: its parameters are the calls' arguments.
 */
export function handlersIn(module: SourceModule, evaluator: Evaluator): ReadonlySet<FunctionNode> {
  const found = new Set<FunctionNode>();
  const collect = (sources: readonly Source[]) => sources.forEach(source => collectFrom(source, evaluator, found));
  for (const [name, sources] of module.exports) {
    collect(sources);
    if (name === '*') sources.forEach(source => collectFromObject(source, evaluator, found));
  }
  for (const fn of found) if (isCalled(fn, module, evaluator)) found.delete(fn);
  return found;
}

function collectFrom(source: Source, evaluator: Evaluator, into: Set<FunctionNode>): void {
  if (source.kind === 'function') into.add(source.node);
  if (source.kind === 'expression') collectFromExpression(source.node, source.scope, evaluator, into, MAX_WRAPPERS);
  if (source.kind === 'result') for (const { node, scope } of source.scope.module.functions.get(source.node)?.returns ?? []) collectFromExpression(node, scope, evaluator, into, MAX_WRAPPERS);
}

function collectFromExpression(node: Expression | SpreadElement | Super, scope: Scope, evaluator: Evaluator, into: Set<FunctionNode>, left: number): void {
  if (node.type === 'SpreadElement' || node.type === 'Super' || left === 0) return;
  for (const value of evaluator.evaluate(node, scope)) if (value.kind === 'function') into.add(value.node);
  for (const [inner, where] of behind(node, scope)) collectFromExpression(inner, where, evaluator, into, left - 1);
}

/** What a name was given; what a wrapper was given and is chained to. */
function behind(node: Expression, scope: Scope): ReadonlyArray<readonly [Expression | SpreadElement | Super, Scope]> {
  if (node.type === 'Identifier') {
    return (scope.lookup(node.name)?.sources ?? []).flatMap(source => source.kind === 'expression' ? [[source.node, source.scope] as const] : []);
  }
  if (node.type !== 'CallExpression') return [];
  const chained = node.callee.type === 'MemberExpression' ? [node.callee.object] : [];
  return [...node.arguments, ...chained].map(inner => [inner, scope] as const);
}

/** `module.exports = { handler, other }`. */
function collectFromObject(source: Source, evaluator: Evaluator, into: Set<FunctionNode>): void {
  if (source.kind !== 'expression' || source.node.type !== 'ObjectExpression') return;
  for (const property of source.node.properties) {
    if (property.type === 'Property') collectFromExpression(property.value, source.scope, evaluator, into, MAX_WRAPPERS);
  }
}

function isCalled(fn: FunctionNode, module: SourceModule, evaluator: Evaluator): boolean {
  const { names = [] } = module.functions.get(fn) ?? {};
  return names.flatMap(name => evaluator.project.callsOf(name)).some(({ node, scope }) => evaluator.evaluate(node.callee, scope)
    .some(value => value.kind === 'function' && value.node === fn || value.kind === 'class' && constructorOf(value) === fn));
}
