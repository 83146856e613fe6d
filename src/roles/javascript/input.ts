import { keyOf } from './syntax/patterns';
import type { Evaluator } from './values/evaluator';
import { NOTHING, textOf, type Value } from './values/value';
import type { Input } from '../operations/input';
import { literal, type Text } from '../text';

const MAX_SPREAD = 8;
const ABSENT: readonly Value[] = [NOTHING];

/** The parameters of a call: what one of its arguments can be. */
export class ValueInput implements Input {
  /** Several rules ask for the same parameters. */
  private readonly known = new Map<string, readonly Value[]>();
  private keys: ReadonlySet<string> | null | undefined;

  public constructor(private readonly values: readonly Value[], private readonly evaluator: Evaluator) {}

  public has(path: string): boolean | undefined {
    if (path.endsWith('{}')) return this.has(path.slice(0, -2));
    const found = this.at(path);
    if (found.some(isGiven)) return true;
    return found.some(({ kind }) => kind === 'unknown') ? undefined : false;
  }

  public textsAt(path: string): readonly Text[] {
    if (path.endsWith('{}')) return this.at(path.slice(0, -2)).flatMap(value => this.keysOf(value));
    return this.at(path).filter(({ kind }) => kind === 'text' || kind === 'event' || kind === 'unknown').map(textOf);
  }

  public get names(): readonly string[] {
    return this.values.flatMap(value => this.keysOf(value)).flatMap(key => key.length === 1 && key[0]?.kind === 'literal' ? [key[0].text] : []);
  }

  private at(path: string): readonly Value[] {
    const known = this.known.get(path) ?? this.find(path);
    this.known.set(path, known);
    return known;
  }

  private find(path: string): readonly Value[] {
    const keys = this.allKeys();
    const [first = ''] = /^\w+/.exec(path) ?? [];
    if (keys?.has(first) === false) return ABSENT;
    return path.split('.').reduce<readonly Value[]>((from, step) => {
      const name = step.replace('[]', '');
      const found = from.flatMap(value => isOpen(value) ? [{ kind: 'unknown' } as const] : this.evaluator.member(value, name));
      return step.endsWith('[]') ? found.flatMap(value => value.kind === 'nothing' ? [] : this.evaluator.itemsOf(value)) : found;
    }, this.values);
  }

  /** The keys of an object that is written in one piece: most are, and most parameters are not given. */
  private allKeys(): ReadonlySet<string> | undefined {
    if (this.keys !== undefined) return this.keys ?? undefined;
    const [value] = this.values;
    const isWhole = value?.kind === 'object' && this.values.length === 1 && value.added === undefined;
    const keys = isWhole ? value.node.properties.map(property => property.type === 'SpreadElement' ? undefined : keyOf(property)) : [undefined];
    this.keys = keys.includes(undefined) ? null : new Set(keys.filter(key => key !== undefined));
    return this.keys ?? undefined;
  }

  private keysOf(value: Value, depth = 0): readonly Text[] {
    // An object can be spread into itself.
    if (depth > MAX_SPREAD) return [];
    if (value.kind === 'merged') return value.layers.flat().flatMap(layer => this.keysOf(layer, depth + 1));
    if (value.kind !== 'object') return [];
    const written = value.node.properties.flatMap(property => {
      if (property.type === 'SpreadElement') return this.evaluator.evaluate(property.argument, value.scope, value.frame).flatMap(spread => this.keysOf(spread, depth + 1));
      const name = keyOf(property);
      return name === undefined ? this.evaluator.evaluate(property.key, value.scope, value.frame).map(textOf) : [literal(name)];
    });
    return [...written, ...[...value.added?.keys() ?? []].map(literal)];
  }
}

/** What may have a property or not: also what came with the event as a whole. */
function isOpen({ kind }: Value): boolean {
  return kind === 'unknown' || kind === 'event';
}

function isGiven({ kind }: Value): boolean {
  return kind !== 'unknown' && kind !== 'nothing';
}
