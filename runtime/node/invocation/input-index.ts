/* eslint-disable no-bitwise -- traits are sets in whole numbers */
import { edgesOf, filingOf, type Edges, type Filing } from './filing';
import { folded } from './folded';
import { FoldedReader } from './folded-reader';
import { endOf, KEY_LENGTH, keyAfter } from './input-keys';
import { KeyedInputs, type Lookup } from './keyed-inputs';
import { endStandsAt, hasPartBefore } from './parts';
import type { Reading } from './readings';
import { ShortInputs } from './short-inputs';
import { mayStandIn } from './standing';
import { TRAIT } from './traits';
import { walk, type DecodingBounds, type NotDecoded, type Visit } from './walk';

/** The inputs of one event, ready to be looked up by the texts that sinks are given. */
export interface InputIndex {
  /** Inputs that name a path in more words than it needs, and so may leave no trace in a resolved one. */
  readonly unresolved: readonly string[];
  /** Inputs that are names: one value wherever they stand. All they can choose is a command. */
  readonly words: readonly string[];
  /** All other inputs. */
  readonly texts: readonly string[];
  /** Keys that name an operator of MongoDB: `$ne`, and `name[$ne]` before a form parser makes an object of it. */
  readonly operatorKeys: readonly string[];
  readonly notDecoded: NotDecoded;
  /** Inputs that may stand in the text, whole or in part; a superset, in linear time of the text. Without `words`. */
  candidates(text: string): readonly string[];
}

/**
 * Walks the event once and keeps every string of it, decoded ones included; they are filed when the first sink asks.
 *
 * @param also - meets every string on the same walk, but for those in which screening found nothing before
 */
export function indexInputs(event: unknown, bounds?: DecodingBounds, also?: Visit): InputIndex {
  const filed = new FiledInputs(event, bounds);
  filed.notDecoded = walk(event, (text, traits, trail) => {
    const { reading } = trail;
    if (reading.attempt !== null) also?.(text, traits, trail);
    if (reading.isName) return;
    filed.add(text, reading);
    if (trail.isKey && text.includes('$')) filed.operatorKeys.push(text);
  }, bounds, true);
  return filed;
}

/** More inputs, and inputs with more characters to look through, are looked up in tables. */
const FEW = 256;
const MAX_LOOKED_THROUGH = 65_536;
/** Readings of longer texts hold what they stand for, which is not kept for the sinks. */
const SHORT = 256;
/** Characters by which many inputs of one key are put in order; of those alike in more, one stands for the others. */
const MAX_ORDERED = 256;

class FiledInputs implements InputIndex {
  public readonly operatorKeys: string[] = [];
  public notDecoded: NotDecoded;
  public readonly texts: string[] = [];
  /** Of the first texts, those that are short. */
  private readonly readings: Array<Reading | undefined> = [];
  /** Of those that are not. */
  private readonly edges: Array<Edges | undefined> = [];
  private tables?: Tables;
  private notResolved?: readonly string[];
  private wordsFound?: readonly string[];

  public constructor(private readonly event: unknown, private readonly bounds: DecodingBounds | undefined) {}

  /** Asked for by file systems alone. */
  public get unresolved(): readonly string[] {
    return this.notResolved ??= this.texts.filter(isUnresolved);
  }

  public add(text: string, reading: Reading): void {
    this.texts.push(text);
    if (this.texts.length <= FEW) this.readings.push(text.length <= SHORT ? reading : undefined);
  }

  public candidates(text: string): readonly string[] {
    const { length } = this.texts;
    const found = length <= FEW && length * text.length <= MAX_LOOKED_THROUGH ? this.amongFew(text) : this.amongMany(text);
    return found.length < 2 ? found : [...new Set(found)];
  }

  /** The engine finds a few texts in another sooner than a table could be made of them. */
  private amongFew(text: string): string[] {
    const comparable = folded(text);
    const found: string[] = [];
    for (let index = 0; index < this.texts.length; index++) {
      const edges = this.readings[index]?.edges ?? (this.edges[index] ??= edgesOf(this.texts[index]));
      if (mayStandIn(text, comparable, this.texts[index], edges)) found.push(this.texts[index]);
    }
    return found;
  }

  private amongMany(text: string): string[] {
    const tables = this.tables ??= new Tables(this.texts);
    const found: string[] = [];
    tables.short.addStanding(text, found);
    addByBeginnings(tables.beginnings, text, found);
    addByEnds(tables.ends, text, found);
    return found;
  }

  /** Asked for by few sinks, so that it may take another walk. */
  public get words(): readonly string[] {
    return this.wordsFound ??= wordsIn(this.event, this.bounds);
  }
}

/** Inputs by their first four characters, as they are compared, and by their last four. */
class Tables {
  public readonly beginnings = new KeyedInputs(behindKey);
  public readonly ends = new KeyedInputs(input => reversed(input, endOf(input)));
  /** Those that are too short for either. */
  public readonly short = new ShortInputs();

  public constructor(inputs: readonly string[]) {
    for (let index = 0; index < inputs.length; index++) this.add(inputs[index], filingOf(inputs[index]));
  }

  private add(input: string, { beginning, end, short }: Filing): void {
    if (beginning >= 0) this.beginnings.add(beginning, input);
    if (end >= 0) this.ends.add(end, input);
    if (short !== undefined) this.short.add(short, input);
  }
}

function addByBeginnings(beginnings: KeyedInputs, text: string, found: string[]): void {
  const reader = new FoldedReader(text, 0);
  if (!reader.readKey()) return;
  const lookup = beginnings.beginLookup();
  const following = () => {
    lookup.spend(MAX_ORDERED);
    return reader.rest(MAX_ORDERED);
  };
  do {
    if (!beginnings.has(reader.key)) continue;
    const inputs = lookup.find(reader.key, following);
    for (let index = 0; index < inputs.length; index++) {
      if (lookup.isBounded || beginningStandsAt(inputs[index], reader, lookup)) found.push(inputs[index]);
    }
  } while (reader.next() >= 0);
}

function addByEnds(ends: KeyedInputs, text: string, found: string[]): void {
  const lookup = ends.beginLookup();
  let at = 0;
  let key = 0;
  const before = () => {
    lookup.spend(MAX_ORDERED);
    return reversed(text, at);
  };
  while (at < text.length) {
    key = keyAfter(key, text.charCodeAt(at++));
    if (at < KEY_LENGTH || !ends.has(key)) continue;
    const inputs = lookup.find(key, before);
    for (let index = 0; index < inputs.length; index++) {
      const input = inputs[index];
      const end = endOf(input);
      if (lookup.isBounded || endStandsAt(input, end, text, at, lookup) || text.startsWith(input, at - end)) found.push(input);
    }
  }
}

function wordsIn(event: unknown, bounds: DecodingBounds | undefined): readonly string[] {
  const words = new Set<string>();
  walk(event, (text, traits) => {
    if ((traits & TRAIT.name) !== 0 && text.length > 1) words.add(text);
  }, bounds);
  return [...words];
}

/**
 * Whether a whole input, with whatever may have been changed in it, or a part of its beginning stands where its key was found.
 *
 * @param text - read up to the end of the key
 */
function beginningStandsAt(input: string, text: FoldedReader, lookup: Lookup): boolean {
  const rest = new FoldedReader(input, 0);
  const following = text.fork();
  rest.readKey();
  const start = rest.at;
  for (;;) {
    const { at: reached } = rest;
    const character = rest.next();
    if (character >= 0 && character === following.next()) continue;
    lookup.spend(reached - start);
    return character < 0 || hasPartBefore(input, reached);
  }
}

/** What of an input follows its key. */
function behindKey(input: string): string {
  const reader = new FoldedReader(input, 0);
  return reader.readKey() ? reader.rest(MAX_ORDERED) : '';
}

/** A text before a place, backwards. */
function reversed(text: string, end: number): string {
  let backwards = '';
  for (let at = end - 1; at >= Math.max(end - MAX_ORDERED, 0); at--) backwards += text[at];
  return backwards;
}

function isUnresolved(input: string): boolean {
  return input.includes('..') || input.includes('//') || input.includes('/./');
}
