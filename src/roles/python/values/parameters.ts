import { boundArguments } from './calls';
import { constructorOf, isDecorated } from './classes';
import type { Evaluator } from './evaluator';
import { alternatives, atLeastOne, isUnknown, UNKNOWN_VALUES, type Frame, type Value } from './value';
import { annotatedValue } from '../boto3/annotations';
import type { CallNode, ClassNode, FunctionNode } from '../syntax/tree';

/** What a parameter of a function can be: what it is followed with, what the calls of the function give it, or the event. */
export function valuesOfParameter(fn: FunctionNode, position: number, frame: Frame | undefined, evaluator: Evaluator): readonly Value[] {
  const followed = frameOf(fn, frame);
  if (followed !== undefined) return followed.parameters[position] ?? [{ kind: 'nothing' }];
  const isMethod = fn.owner !== undefined && !isDecorated(fn, 'staticmethod');
  if (isMethod && position === 0) return selves(fn, fn.owner, evaluator);
  if (evaluator.project.isHandler(fn, evaluator)) return position === (isMethod ? 1 : 0) ? [{ kind: 'event', path: '' }] : UNKNOWN_VALUES;
  const values = [...fromCalls(fn, position, evaluator), ...fromCallbacks(fn, position, evaluator)];
  return values.length > 0 && !isUnknown(values) ? alternatives(values) : withoutCalls(fn, position, values, evaluator);
}

function frameOf(fn: FunctionNode, frame: Frame | undefined): Frame | undefined {
  for (let followed = frame; followed !== undefined; followed = followed.outer) if (followed.fn === fn) return followed;
  return undefined;
}

/** What a parameter can be by its type or its default, where no call tells. */
function withoutCalls(fn: FunctionNode, position: number, values: readonly Value[], evaluator: Evaluator): readonly Value[] {
  const { annotation, otherwise } = fn.parameters[position] ?? {};
  const typed = annotation === undefined ? [] : annotatedValue(annotation, evaluator);
  if (!isUnknown(typed)) return typed;
  return values.length === 0 && otherwise !== undefined ? evaluator.evaluate(otherwise) : atLeastOne(values) ?? UNKNOWN_VALUES;
}

/** What `self` can be: what the method is called on, else whatever the class makes. */
function selves(fn: FunctionNode, owner: ClassNode, evaluator: Evaluator): readonly Value[] {
  const isClassMethod = isDecorated(fn, 'classmethod');
  const found = fn.name === '__init__' ? [] : sitesOf(fn, evaluator).flatMap(site => callees(site, evaluator)
    .flatMap(value => value.kind === 'function' && value.node === fn && value.self !== undefined ? [value.self] : []));
  const any: Value = isClassMethod ? { kind: 'class', node: owner } : { kind: 'instance', node: owner };
  return atLeastOne(alternatives(found)) ?? [any];
}

function sitesOf(fn: FunctionNode, evaluator: Evaluator): readonly CallNode[] {
  return evaluator.project.callsOf(fn.name);
}

function callees(site: CallNode, evaluator: Evaluator): readonly Value[] {
  return evaluator.evaluate(site.callee);
}

function fromCalls(fn: FunctionNode, position: number, evaluator: Evaluator): readonly Value[] {
  if (fn.name === '__init__' && fn.owner !== undefined) return fromConstructions(fn, position, fn.owner, evaluator);
  return sitesOf(fn, evaluator).flatMap(site => {
    const values = callees(site, evaluator);
    const meant = values.filter(value => value.kind === 'function' && value.node === fn);
    if (meant.length > 0) return meant.flatMap(value => boundArguments(fn, evaluator.argumentsOf(site), value.kind === 'function' ? value.self : undefined)[position] ?? []);
    const isGuess = isUnknown(values) && site.callee.type === 'member' && evaluator.project.isOnlyOneNamed(fn.name);
    if (!isGuess) return [];
    return boundArguments(fn, evaluator.argumentsOf(site), fn.owner === undefined ? undefined : { kind: 'instance', node: fn.owner })[position] ?? [];
  });
}

/** A constructor is called by the name of its class, and of those that extend it. */
function fromConstructions(fn: FunctionNode, position: number, owner: ClassNode, evaluator: Evaluator): readonly Value[] {
  const names = [...evaluator.project.heirsOf(owner, evaluator).map(({ name }) => name), '__init__', 'cls'];
  return [...new Set(names)].flatMap(name => evaluator.project.callsOf(name)).flatMap(site => callees(site, evaluator).flatMap(value => {
    const isMeant = value.kind === 'class' && constructorOf(value.node, evaluator) === fn || value.kind === 'function' && value.node === fn;
    return isMeant ? boundArguments(fn, evaluator.argumentsOf(site), { kind: 'instance', node: owner })[position] ?? [] : [];
  }));
}

/** `executor.submit(fn, a, b)`, `executor.map(fn, items)`, `Thread(target=fn, args=(a, b))`. */
function fromCallbacks(fn: FunctionNode, position: number, evaluator: Evaluator): readonly Value[] {
  const own = fn.owner !== undefined && !isDecorated(fn, 'staticmethod') ? position - 1 : position;
  return evaluator.project.callbacksOf(fn.name).flatMap(site => {
    const place = site.positional.findIndex(given => evaluator.evaluate(given).some(value => value.kind === 'function' && value.node === fn));
    const args = evaluator.argumentsOf(site);
    const callee = site.callee.type === 'member' || site.callee.type === 'name' ? site.callee.name : '';
    if (/map$/.test(callee) && place >= 0) return args.at(place + 1 + own).flatMap(value => evaluator.itemsOf(value));
    if (site.keywords.has('args')) return args.named('args').flatMap(value => evaluator.item(value, String(own)));
    if (place >= 0 && /^(submit|to_thread|run_in_executor|apply_async|run_sync|call_soon|create_task)$/.test(callee)) return args.at(place + 1 + own, fn.parameters[position]?.name);
    return UNKNOWN_VALUES;
  });
}
