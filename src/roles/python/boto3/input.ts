import type { Input } from '../../operations/input';
import { literal, type Text } from '../../text';
import type { Evaluator } from '../values/evaluator';
import { textOf, UNKNOWN, type Bound, type Value } from '../values/value';

const MAX_SPREAD = 8;

/** The parameters of a call: what it is given by name, and what it has from the object that it is called on. */
export class CallInput implements Input {
  private readonly known = new Map<string, readonly Value[]>();
  /** Alternatives over each other; the last ones count. */
  private readonly layers: ReadonlyArray<readonly Value[]>;

  /** @param given - dicts of parameters; the last one counts */
  public constructor(given: readonly Value[], private readonly bound: Bound, private readonly evaluator: Evaluator) {
    this.layers = given.flatMap(value => layersOf(value));
  }

  public has(path: string): boolean | undefined {
    const plain = path.replace(/\{\}$/, '');
    if ([...this.bound.keys()].some(name => name === path || name.startsWith(`${plain}.`) || name.startsWith(`${plain}[`))) return true;
    const found = this.at(plain);
    if (found.some(({ kind }) => kind !== 'unknown' && kind !== 'nothing')) return true;
    return found.some(({ kind }) => kind === 'unknown') ? undefined : false;
  }

  public textsAt(path: string): readonly Text[] {
    const bound = this.bound.get(path);
    const found = bound ?? (path.endsWith('{}') ? this.at(path.slice(0, -2)).flatMap(value => this.keysOf(value)) : this.at(path));
    // `{'Bucket': bucket, 'Key': key}`, of which the bucket names the resource; or `bucket/key`.
    const values = path !== 'CopySource' ? found : found.flatMap(value => value.kind === 'text' || isOpen(value) ? [value] : this.evaluator.item(value, 'Bucket'));
    return values.filter(({ kind }) => kind === 'text' || kind === 'event' || kind === 'unknown').map(textOf);
  }

  public get names(): readonly string[] {
    const keys = this.layers.flat().flatMap(value => this.keysOf(value)).flatMap(key => key.kind === 'text' && key.text.length === 1 && key.text[0]?.kind === 'literal' ? [key.text[0].text] : []);
    return [...new Set([...[...this.bound.keys()].map(path => path.replace(/[.[{].*$/, '')), ...keys])];
  }

  private at(path: string): readonly Value[] {
    const known = this.known.get(path) ?? this.bound.get(path) ?? this.find(path);
    this.known.set(path, known);
    return known;
  }

  private find(path: string): readonly Value[] {
    const steps = path.split('.');
    return steps.reduce<readonly Value[]>((from, step, position) => {
      const name = step.replace('[]', '');
      const found = position === 0 ? this.first(name) : from.flatMap(value => isOpen(value) ? [UNKNOWN] : this.evaluator.item(value, name));
      return step.endsWith('[]') ? found.flatMap(value => value.kind === 'nothing' ? [] : this.evaluator.itemsOf(value)) : found;
    }, []);
  }

  private first(name: string): readonly Value[] {
    const bound = this.bound.get(name);
    if (bound !== undefined) return bound;
    let otherwise: Value = { kind: 'nothing' };
    for (const layer of [...this.layers].reverse()) {
      const found = layer.flatMap(value => isOpen(value) ? [UNKNOWN] : this.evaluator.item(value, name)).filter(({ kind }) => kind !== 'nothing');
      if (found.some(({ kind }) => kind !== 'unknown')) return found;
      if (found.length > 0) otherwise = UNKNOWN;
    }
    return [otherwise];
  }

  private keysOf(value: Value, depth = 0): readonly Value[] {
    // A dict can be spread into itself.
    if (depth > MAX_SPREAD) return [];
    const named = (key: string): Value => ({ kind: 'text', text: literal(key) });
    switch (value.kind) {
      case 'merged': return value.layers.flat().flatMap(layer => this.keysOf(layer, depth + 1));
      case 'record': return [...[...value.members.keys()].map(named), ...(value.added ?? []).filter(({ key }) => /^\w+$/.test(key)).map(({ key }) => named(key))];
      case 'dict': {
        const written = value.node.entries.flatMap(entry => entry.key === undefined
          ? this.evaluator.evaluate(entry.value, value.frame).flatMap(spread => this.keysOf(spread, depth + 1))
          : this.evaluator.evaluate(entry.key, value.frame));
        return [...written, ...(value.added ?? []).filter(({ key }) => /^\w+$/.test(key)).map(({ key }) => named(key))];
      }
      default: return [];
    }
  }
}

/** A dict that is made of others, taken apart. */
function layersOf(value: Value, depth = 0): ReadonlyArray<readonly Value[]> {
  if (value.kind !== 'merged' || depth > MAX_SPREAD) return [[value]];
  return value.layers.flatMap(layer => layer.length === 1 ? layer.flatMap(inner => layersOf(inner, depth + 1)) : [layer]);
}

/** What may have a key or not: also what came with the event as a whole. */
function isOpen({ kind }: Value): boolean {
  return kind === 'unknown' || kind === 'event';
}
