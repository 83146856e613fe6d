/* eslint-disable no-bitwise -- traits are sets in whole numbers */
import { FoldedReader } from './folded-reader';
import { KeyedInputs, type Lookup } from './keyed-inputs';
import { endStandsAt, hasPartBefore } from './parts';
import { ShortInputs } from './short-inputs';
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
 * @param also - meets every string on the same walk
 */
export function indexInputs(event: unknown, bounds?: DecodingBounds, also?: Visit): InputIndex {
  const filed = new FiledInputs(event, bounds);
  filed.notDecoded = walk(event, (text, traits, trail) => {
    also?.(text, traits, trail);
    if ((traits & TRAIT.name) !== 0) return;
    filed.texts.push(text);
    if (trail.isKey && text.includes('$')) filed.operatorKeys.push(text);
  }, bounds);
  return filed;
}

const BLANK = 0x20;
/** Parts of fewer characters are not looked for. */
const SHORTEST_END = 6;
const KEY_LENGTH = 4;
/** Characters by which many inputs of one key are put in order; of those alike in more, one stands for the others. */
const MAX_ORDERED = 256;

class FiledInputs implements InputIndex {
  public readonly operatorKeys: string[] = [];
  public notDecoded: NotDecoded;
  public readonly texts: string[] = [];
  /** By their first four characters, as they are compared. */
  private readonly beginnings = new KeyedInputs(behindKey);
  /** By their last four characters. */
  private readonly ends = new KeyedInputs(input => reversed(input, endOf(input)));
  private readonly short = new ShortInputs();
  private isFiled = false;
  private notResolved?: readonly string[];
  private wordsFound?: readonly string[];

  public constructor(private readonly event: unknown, private readonly bounds: DecodingBounds | undefined) {}

  /** Asked for by file systems alone. */
  public get unresolved(): readonly string[] {
    return this.notResolved ??= this.texts.filter(isUnresolved);
  }

  private file(input: string): void {
    const reader = new FoldedReader(input, 0);
    const hasKey = reader.readKey();
    if (hasKey) this.beginnings.add(reader.key, input);
    /* What an app cuts off an input and does not begin with it, ends with it. */
    const end = endOf(input);
    if (end >= (hasKey ? SHORTEST_END : KEY_LENGTH)) this.ends.add(keyBefore(input, end), input);
    else if (!hasKey) this.short.add(input.slice(0, end), input);
  }

  public candidates(text: string): readonly string[] {
    if (!this.isFiled) {
      this.isFiled = true;
      for (let index = 0; index < this.texts.length; index++) this.file(this.texts[index]);
    }
    const found: string[] = [];
    this.short.addStanding(text, found);
    this.addByBeginnings(text, found);
    this.addByEnds(text, found);
    return found.length < 2 ? found : [...new Set(found)];
  }

  private addByBeginnings(text: string, found: string[]): void {
    const reader = new FoldedReader(text, 0);
    if (!reader.readKey()) return;
    const lookup = this.beginnings.beginLookup();
    const following = () => {
      lookup.spend(MAX_ORDERED);
      return reader.rest(MAX_ORDERED);
    };
    do {
      if (!this.beginnings.has(reader.key)) continue;
      const inputs = lookup.find(reader.key, following);
      for (let index = 0; index < inputs.length; index++) {
        if (lookup.isBounded || beginningStandsAt(inputs[index], reader, lookup)) found.push(inputs[index]);
      }
    } while (reader.next() >= 0);
  }

  private addByEnds(text: string, found: string[]): void {
    const lookup = this.ends.beginLookup();
    let at = 0;
    let key = 0;
    const before = () => {
      lookup.spend(MAX_ORDERED);
      return reversed(text, at);
    };
    while (at < text.length) {
      key = keyAfter(key, text.charCodeAt(at++));
      if (at < KEY_LENGTH || !this.ends.has(key)) continue;
      const inputs = lookup.find(key, before);
      for (let index = 0; index < inputs.length; index++) {
        const input = inputs[index];
        const end = endOf(input);
        if (lookup.isBounded || endStandsAt(input, end, text, at, lookup) || text.startsWith(input, at - end)) found.push(input);
      }
    }
  }

  /** Asked for by few sinks, so that it may take another walk. */
  public get words(): readonly string[] {
    return this.wordsFound ??= wordsIn(this.event, this.bounds);
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

/** The length of an input without the whitespace at its end. */
function endOf(input: string): number {
  let end = input.length;
  while (end > 0 && input.charCodeAt(end - 1) <= BLANK) end--;
  return end;
}

/** The last four characters before a place as one number. */
function keyBefore(text: string, at: number): number {
  let key = 0;
  for (let index = at - KEY_LENGTH; index < at; index++) key = keyAfter(key, text.charCodeAt(index));
  return key;
}

/** The key one character on; seven bits each, so that characters beyond ASCII share keys. */
function keyAfter(key: number, character: number): number {
  return ((key << 7) | (character & 0x7f)) & 0xfffffff;
}

function isUnresolved(input: string): boolean {
  return input.includes('..') || input.includes('//') || input.includes('/./');
}
