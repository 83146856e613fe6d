import type { Arguments } from './arguments';
import { UNKNOWN_VALUES, type Value } from './value';
import { literalOf } from '../../text';

/** What a method of the event, the environment, a dict or a list gives back. */
export function resultOfContainer(on: Value, name: string, args: Arguments): readonly Value[] {
  if (name === 'copy') return [on];
  switch (on.kind) {
    case 'environment': return GETTING.has(name) ? got(on, args) : UNKNOWN_VALUES;
    case 'event': return resultOfEvent(on, name, args);
    case 'list': return /^pop(left)?$/.test(name) ? args.evaluator.itemsOf(on) : UNKNOWN_VALUES;
    case 'dict':
    case 'record':
    case 'merged': return resultOfDict(on, name, args);
    default: return UNKNOWN_VALUES;
  }
}

const GETTING: ReadonlySet<string> = new Set(['get', 'pop', 'setdefault']);

/** `on.get('key', default)` */
function got(on: Value, args: Arguments): readonly Value[] {
  const { evaluator } = args;
  const found = args.at(0).flatMap(key => {
    const name = key.kind === 'text' ? literalOf(key.text) : undefined;
    return name === undefined ? evaluator.itemsOf(on) : evaluator.item(on, name);
  });
  const otherwise = args.at(1, 'default');
  if (on.kind === 'event') return found;
  return evaluator.orElse(found, otherwise.filter(({ kind }) => kind !== 'nothing' || on.kind !== 'environment'));
}

function resultOfEvent(on: Value, name: string, args: Arguments): readonly Value[] {
  switch (name) {
    case 'get':
    case 'pop':
    case 'setdefault': return got(on, args);
    case 'items': return [{ kind: 'list', items: () => [{ kind: 'list', items: () => [on] }] }];
    // What is cut out of something of the event came with the event.
    default: return [on];
  }
}

function resultOfDict(on: Value, name: string, args: Arguments): readonly Value[] {
  const { evaluator } = args;
  switch (name) {
    case 'get':
    case 'pop':
    case 'setdefault': return got(on, args);
    case 'values': return [{ kind: 'list', items: () => evaluator.itemsOf(on) }];
    case 'items': return on.kind === 'dict' ? [pairsOf(on, args)] : UNKNOWN_VALUES;
    case 'keys': return on.kind === 'dict' ? [{ kind: 'list', items: () => on.node.entries.flatMap(({ key }) => key === undefined ? UNKNOWN_VALUES : evaluator.evaluate(key, on.frame)) }] : UNKNOWN_VALUES;
    default: return UNKNOWN_VALUES;
  }
}

/** Keys and values of a dict, as a loop goes through them. */
function pairsOf({ node, frame }: Extract<Value, { kind: 'dict' }>, { evaluator }: Arguments): Value {
  const pairs = node.entries.map<Value>(({ key, value }) => ({
    kind: 'list',
    items: () => [...key === undefined ? [] : evaluator.evaluate(key, frame), ...evaluator.evaluate(value, frame)],
    ...key === undefined ? {} : { fixed: [key, value], frame },
  }));
  return { kind: 'list', items: () => pairs };
}
