import type { Arguments } from './arguments';
import { UNKNOWN_VALUES, type Value } from './value';
import { literalOf } from '../../text';

/** What a method of the event, the environment, a dict or a list gives back. */
export function resultOfContainer(on: Value, name: string, args: Arguments): readonly Value[] {
  switch (on.kind) {
    case 'environment': return name === 'get' || name === 'pop' || name === 'setdefault' ? got(on, args) : name === 'copy' ? [on] : UNKNOWN_VALUES;
    case 'event': return resultOfEvent(on, name, args);
    case 'list': return name === 'pop' || name === 'popleft' ? args.evaluator.itemsOf(on) : name === 'copy' ? [on] : UNKNOWN_VALUES;
    case 'dict':
    case 'record':
    case 'merged': return resultOfDict(on, name, args);
    default: return UNKNOWN_VALUES;
  }
}

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
    case 'copy': return [on];
    case 'values': return [{ kind: 'list', items: () => evaluator.itemsOf(on) }];
    case 'items': return on.kind === 'dict' ? [{ kind: 'list', items: () => on.node.entries.map(({ key, value }) => ({
      kind: 'list',
      items: () => [...key === undefined ? [] : evaluator.evaluate(key, on.frame), ...evaluator.evaluate(value, on.frame)],
      ...key === undefined ? {} : { fixed: [key, value], frame: on.frame },
    })) }] : UNKNOWN_VALUES;
    case 'keys': return on.kind === 'dict' ? [{ kind: 'list', items: () => on.node.entries.flatMap(({ key }) => key === undefined ? UNKNOWN_VALUES : evaluator.evaluate(key, on.frame)) }] : UNKNOWN_VALUES;
    default: return UNKNOWN_VALUES;
  }
}
