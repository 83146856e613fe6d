import type { CallExpression } from 'acorn';
import { argumentOf, MAX_FRAMES } from './calls';
import { inside, type At } from './expressions';
import { UNKNOWN, type Value } from './value';
import { literal } from '../../text';
import { memberName } from '../syntax/assignments';

/** A call of a method, with what it is called on. */
interface MethodCall {
  readonly node: CallExpression;
  readonly on: readonly Value[];
  readonly at: At;
}

/** Functions of JavaScript's own objects, by `Object.name`. */
const GLOBAL: Readonly<Record<string, (node: CallExpression, at: At) => readonly Value[]>> = {
  'JSON.parse': (node, at) => argumentOf(node, 0, at).map(value => value.kind === 'event' ? { kind: 'event', path: `${value.path}{}` } : UNKNOWN),
  'Object.assign': (node, at) => [{ kind: 'merged', layers: node.arguments.map(given => inside(given, at)) }],
  'Object.freeze': (node, at) => argumentOf(node, 0, at),
  'Promise.resolve': (node, at) => argumentOf(node, 0, at),
  'Promise.all': (node, at) => argumentOf(node, 0, at),
};

/** What they are called on, near enough to name a resource. */
const same = ({ on }: MethodCall): readonly Value[] => on;
/** The list that they are called on, which they leave items out of or put in another order. */
const sameList = ({ on }: MethodCall): readonly Value[] | undefined => atLeastOne(on.filter(({ kind }) => kind === 'list' || kind === 'event'));

/** Methods of texts and lists; `undefined` where it may be another's of the same name. */
const METHODS: Readonly<Record<string, (call: MethodCall) => readonly Value[] | undefined>> = {
  toString: same,
  trim: same,
  valueOf: same,
  bind: same,
  filter: sameList,
  slice: sameList,
  sort: sameList,
  reverse: sameList,
  flat: sameList,
  concat: sameList,
  join,
  map,
  flatMap: map,
};

/** What a method of JavaScript's own gives back; `undefined` where it is none. */
export function resultOfMethod(node: CallExpression, at: At): readonly Value[] | undefined {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.object.type === 'Super') return undefined;
  const name = memberName(callee) ?? '';
  const { object } = callee;
  if (object.type === 'Identifier' && at.scope.lookup(object.name) === undefined) {
    const global = `${object.name}.${name}`;
    if (Object.hasOwn(GLOBAL, global)) return GLOBAL[global]?.(node, at);
  }
  const on = inside(object, at);
  const result = Object.hasOwn(METHODS, name) ? METHODS[name]?.({ node, on, at }) : undefined;
  // What is cut out of something of the event came with the event.
  return result ?? atLeastOne(on.filter(({ kind }) => kind === 'event'));
}

function atLeastOne(values: readonly Value[]): readonly Value[] | undefined {
  return values.length > 0 ? values : undefined;
}

function join({ node, on, at }: MethodCall): readonly Value[] | undefined {
  const [list] = on;
  if (list?.kind !== 'list' || on.length > 1) return undefined;
  const given = argumentOf(node, 0, at);
  const separator = given.every(({ kind }) => kind === 'nothing') ? [{ kind: 'text', text: literal(',') } as const] : given;
  return at.evaluator.concatenated(at.evaluator.itemsOf(list).flatMap((item, position) => position === 0 ? [[item]] : [separator, [item]]));
}

/** A list of what the function returns for the items. */
function map({ node, on, at }: MethodCall): readonly Value[] | undefined {
  const functions = argumentOf(node, 0, at).filter(value => value.kind === 'function');
  if (functions.length === 0) return undefined;
  const { evaluator } = at;
  const depth = (at.frame?.depth ?? 0) + 1;
  const items = () => functions.flatMap(fn => {
    if (depth > MAX_FRAMES) return evaluator.returned(fn.node, fn.scope, undefined);
    const parameters = [on.flatMap(value => evaluator.itemsOf(value))];
    return evaluator.returned(fn.node, fn.scope, { fn: fn.node, parameters, outer: fn.frame, depth });
  });
  return [{ kind: 'list', items }];
}
