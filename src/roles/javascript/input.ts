import type { ObjectExpression } from 'acorn';
import { keyOf } from './syntax/patterns';
import type { Evaluator } from './values/evaluator';
import { eachOf, NOTHING, textOf, UNKNOWN_VALUES, type Value } from './values/value';
import type { Input } from '../operations/input';
import { literal, type Text } from '../text';

const MAX_SPREAD = 8;
const ABSENT: readonly Value[] = [NOTHING];

/** The parameters of a call: what one of its arguments can be. */
export class ValueInput implements Input {
  /** Several rules ask for the same parameters. */
  private readonly known = new Map<string, readonly Value[]>();
  private keys: readonly string[] | null | undefined;

  public constructor(private readonly values: readonly Value[], private readonly evaluator: Evaluator) {}

  public has(path: string): boolean | undefined {
    const found = this.at(path);
    if (found.some(isGiven)) return true;
    return found.some(({ kind }) => kind === 'unknown') ? undefined : false;
  }

  public textsAt(path: string): readonly Text[] {
    const found = this.at(path);
    if (found === ABSENT) return [];
    if (stepsOf(path).ofKeys) return found.flatMap(value => this.keysOf(value));
    return found.filter(isText).map(textOf);
  }

  public get names(): readonly string[] {
    return this.values.flatMap(value => this.keysOf(value)).flatMap(key => key.length === 1 && key[0]?.kind === 'literal' ? [key[0].text] : []);
  }

  private at(path: string): readonly Value[] {
    const { steps } = stepsOf(path);
    if (this.allKeys()?.includes(steps[0]?.name ?? '') === false) return ABSENT;
    const known = this.known.get(path);
    if (known !== undefined) return known;
    const found = steps.reduce((from, step) => this.step(from, step), this.values);
    this.known.set(path, found);
    return found;
  }

  private step(from: readonly Value[], { name, ofItems }: Step): readonly Value[] {
    const found = eachOf(from, value => isOpen(value) ? UNKNOWN_VALUES : this.evaluator.member(value, name));
    return ofItems ? found.flatMap(value => value.kind === 'nothing' ? [] : this.evaluator.itemsOf(value)) : found;
  }

  /** The keys of an object that is written in one piece: most are, and most parameters are not given. */
  private allKeys(): readonly string[] | undefined {
    if (this.keys !== undefined) return this.keys ?? undefined;
    const [value] = this.values;
    const isWhole = value?.kind === 'object' && this.values.length === 1 && value.added === undefined;
    this.keys = isWhole ? keysIn(value.node) ?? null : null;
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

/** One property further, and any of its items where it is a list. */
interface Step {
  readonly name: string;
  readonly ofItems: boolean;
}

interface Steps {
  readonly steps: readonly Step[];
  /** Whether the keys are asked for, not what they hold. */
  readonly ofKeys: boolean;
}

/** There are few paths, and they are asked for again and again. */
const read = new Map<string, Steps>();

function stepsOf(path: string): Steps {
  const known = read.get(path);
  if (known !== undefined) return known;
  const ofKeys = path.endsWith('{}');
  const steps = path.replace('{}', '').split('.').map(step => ({ name: step.replace('[]', ''), ofItems: step.endsWith('[]') }));
  read.set(path, { steps, ofKeys });
  return { steps, ofKeys };
}

/** The keys of an object, where each is written and none is spread. */
function keysIn({ properties }: ObjectExpression): readonly string[] | undefined {
  const keys: string[] = [];
  for (const property of properties) {
    const key = property.type === 'SpreadElement' ? undefined : keyOf(property);
    if (key === undefined) return undefined;
    keys.push(key);
  }
  return keys;
}

function isText({ kind }: Value): boolean {
  return kind === 'text' || kind === 'event' || kind === 'unknown';
}

/** What may have a property or not: also what came with the event as a whole. */
function isOpen({ kind }: Value): boolean {
  return kind === 'unknown' || kind === 'event';
}

function isGiven({ kind }: Value): boolean {
  return kind !== 'unknown' && kind !== 'nothing';
}
