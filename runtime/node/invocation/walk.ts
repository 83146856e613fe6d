/* eslint-disable no-bitwise -- traits are sets in whole numbers */
import type { Decoded } from './decode';
import { TOO_LARGE } from './decoders/decoder';
import { Fields } from './decoders/fields';
import { formerEvent, type Former } from './former';
import { placeOf, type InputPlace, type Step } from './place';
import { beginReading, Reading, readingOf } from './readings';
import { TRAIT } from './traits';
import { wholeOf } from './whole';

/** Where a walk is, for a visitor who wants to know. */
export interface Trail {
  /** Steps from the event's root. */
  readonly depth: number;
  /** Decoders applied on the way. */
  readonly decodings: number;
  /** Whether the string is the name of a property. */
  readonly isKey: boolean;
  /** Of the current string. */
  readonly reading: Reading;
  place(): InputPlace;
}

/**
 * Called for every string; true ends the walk.
 *
 * @param traits - of the text (`traits.ts`)
 */
export type Visit = (text: string, traits: number, trail: Trail) => boolean | void;

/** What a walk decodes at most; what lies beyond is met undecoded. */
export interface DecodingBounds {
  /** Decoders applied to one value, one inside the other. */
  readonly depth: number;
  /** Characters given to decoders. */
  readonly characters: number;
}

/** A Lambda event has at most 6 MB, so that two layers of encoding over all of it are still decoded. */
export const DECODING_BOUNDS: DecodingBounds = { depth: 6, characters: 16_000_000 };

/** What of an event was not looked into, in words for a finding; undefined where all of it was. */
export type NotDecoded = string | undefined;

/** A property's name is escaped where it carries text; most are words of the app. */
const ESCAPED = TRAIT.percent | TRAIT.plus;

/** Levels that are kept at once; what lies deeper is walked as if it began there. */
const MAX_LEVELS = 10_000;

/** What one decoder call costs at least, in characters: a flood of tiny values is bounded too. */
const CHARACTERS_A_CALL = 32;

/**
 * Visits every string of an event, keys included, and every string that a decoder finds in one.
 *
 * In the event's order, depth first: only the way to the current string is kept, and nothing is allocated for a string.
 *
 * @param skipsNames - leaves out names in which screening found nothing: most strings of an event
 */
export function walk(event: unknown, visit: Visit, bounds: DecodingBounds = DECODING_BOUNDS, skipsNames = false): NotDecoded {
  beginReading();
  const walker = new Walker(visit, bounds, skipsNames);
  walker.run(event);
  return walker.end();
}

const EMPTY = new Reading('');

/** An object, a form, a list or what decoders found in a text, and how far it has been walked. */
class Level implements Step {
  public holder: unknown = undefined;
  /** What stood here in an earlier event. */
  public former: Former | undefined = undefined;
  public keys: readonly string[] | undefined = undefined;
  public decoded: readonly Decoded[] | undefined = undefined;
  public count = 0;
  public at = -1;
  /** Decoders applied above it. */
  public decodings = 0;
  /** Whether its names are those of an earlier event, and each is left out. */
  public areNamesKnown = false;
  /** Whether each of its names that was met is left out. */
  public areNamesSkipped = false;

  public forget(): void {
    this.holder = undefined;
    this.former = undefined;
    this.keys = undefined;
    this.decoded = undefined;
  }
}

/** Levels of the walk before, so that a walk need not make its own. */
let spare: Level[] | undefined;
const MAX_SPARE = 32;

class Walker implements Trail {
  public depth = -1;
  public decodings = 0;
  public isKey = false;
  public reading = EMPTY;
  private notDecoded: NotDecoded = undefined;
  /** Reused: the way to the current string is the first `depth + 1` of them. */
  private readonly levels: Level[];
  private former: Former | undefined = formerEvent();
  /** Values below the deepest level kept. */
  private readonly deeper: unknown[] = [];
  private characters: number;
  private root = '$';

  public constructor(private readonly visit: Visit, private readonly bounds: DecodingBounds, private readonly skipsNames: boolean) {
    this.characters = bounds.characters;
    this.levels = spare ?? [];
    spare = undefined;
  }

  public run(event: unknown): void {
    for (let root: unknown = event; root !== undefined; root = this.deeper.pop()) {
      if (this.enter(root, undefined)) return;
      while (this.depth >= 0) if (this.step(this.levels[this.depth])) return;
      this.root = '$..';
      this.former = undefined;
    }
  }

  public end(): NotDecoded {
    if (this.levels.length <= MAX_SPARE) {
      for (let index = 0; index < this.levels.length; index++) this.levels[index].forget();
      spare = this.levels;
    }
    return this.notDecoded;
  }

  public place(): InputPlace {
    return placeOf(this.levels.slice(0, this.depth + 1), this.root);
  }

  /** Goes on in a level until it is done or another is opened in it. True ends the walk. */
  private step(level: Level): boolean {
    const { depth } = this;
    this.decodings = level.decodings;
    if (level.keys ? this.stepNamed(level, level.keys) : this.stepNameless(level)) return true;
    if (this.depth !== depth || level.at < level.count) return false;
    if (level.areNamesSkipped && level.keys) level.former?.keepNames(level.keys);
    this.depth--;
    return false;
  }

  /** Each property takes two steps, its name and its value: what a name stands for comes before its value. */
  private stepNamed(level: Level, keys: readonly string[]): boolean {
    const { depth } = this;
    const { areNamesKnown } = level;
    const fields = level.holder instanceof Fields ? level.holder.values : undefined;
    const holder = level.holder as Record<string, unknown>;
    while (++level.at < level.count) {
      const index = level.at >> 1;
      const isName = (level.at & 1) === 0;
      if (isName && areNamesKnown) continue;
      const isEnd = isName ? this.meetName(keys[index], level) : this.enter(fields ? fields[index] : holder[keys[index]], level);
      if (isEnd) return true;
      if (this.depth !== depth) return false;
    }
    return false;
  }

  private stepNameless(level: Level): boolean {
    const { depth } = this;
    const { decoded } = level;
    const list = level.holder as readonly unknown[];
    if (decoded) this.decodings++;
    while (++level.at < level.count) {
      const value = decoded ? decoded[level.at].value : list[level.at];
      const isPiece = decoded?.[level.at].decoder === 'piece';
      if (isPiece ? this.meetPiece(value as string, level) : this.enter(value, level)) return true;
      if (this.depth !== depth) return false;
    }
    return false;
  }

  private enter(value: unknown, level: Level | undefined): boolean {
    if (typeof value === 'string') {
      const reading = level ? read(value, level) : readingOf(value);
      return (reading.isEncoded || !this.isSkipped(reading)) && this.meet(value, reading);
    }
    if (typeof value !== 'object' || value === null) {
      if (value === TOO_LARGE) this.notDecoded ??= 'a compressed value that is too large';
      return false;
    }
    if (this.depth + 2 >= MAX_LEVELS) {
      this.deeper.push(value);
      return false;
    }
    if (Array.isArray(value)) this.enterList(value);
    else this.openNamed(value);
    return false;
  }

  private enterList(list: readonly unknown[]): void {
    const { [0]: first, length } = list;
    const level = this.open(length);
    level.holder = list;
    if (length < 2 || (typeof first !== 'string' && typeof first !== 'number')) return;
    const whole = wholeOf(list);
    if (whole) this.openDecoded([whole]);
  }

  private openNamed(holder: object): void {
    const keys = holder instanceof Fields ? holder.names : Object.keys(holder);
    const level = this.open(keys.length * 2);
    level.holder = holder;
    level.keys = keys;
    if (!this.skipsNames || !level.former) return;
    level.areNamesKnown = level.former.hasNames(keys);
    level.areNamesSkipped = !level.areNamesKnown;
  }

  private openDecoded(decoded: readonly Decoded[]): void {
    this.open(decoded.length).decoded = decoded;
  }

  private open(count: number): Level {
    const outer = this.depth < 0 ? undefined : this.levels[this.depth];
    this.depth++;
    const level = this.levels[this.depth] ??= new Level();
    /* A list as a whole stands before its first item. */
    level.former = outer ? outer.former?.holder(outer.at + 1) : this.former;
    level.keys = undefined;
    level.decoded = undefined;
    level.count = count;
    level.at = -1;
    level.decodings = this.decodings;
    level.areNamesKnown = false;
    level.areNamesSkipped = false;
    return level;
  }

  private meet(text: string, reading: Reading): boolean {
    this.reading = reading;
    if (!this.isSkipped(reading) && this.visit(text, reading.traits, this)) return true;
    if (reading.isEncoded) this.decode(text, reading);
    return false;
  }

  /** A part of a text that was read: what it stands for in turn was found there, and its own parts would be without end. */
  private meetPiece(text: string, level: Level): boolean {
    const reading = this.reading = read(text, level);
    return this.visit(text, reading.traits, this) === true;
  }

  private meetName(text: string, level: Level): boolean {
    const reading = this.reading = read(text, level);
    if (this.isSkipped(reading)) return false;
    level.areNamesSkipped = false;
    this.isKey = true;
    const isEnd = this.visit(text, reading.traits, this) === true;
    this.isKey = false;
    if (isEnd) return true;
    if ((reading.traits & ESCAPED) !== 0) this.decode(text, reading);
    return false;
  }

  private isSkipped({ isName, attempt }: Reading): boolean {
    return isName && attempt === null && this.skipsNames;
  }

  private decode(text: string, reading: Reading): void {
    const cost = text.length + CHARACTERS_A_CALL;
    if (this.decodings >= this.bounds.depth || cost > this.characters || this.depth + 2 >= MAX_LEVELS) {
      this.notDecoded ??= `encodings of values beyond ${this.bounds.depth} layers or ${this.bounds.characters} characters`;
      return;
    }
    this.characters -= cost;
    const { decoded } = reading;
    if (decoded.length === 0) return;
    this.openDecoded(decoded.some(isTail) && this.isInTail() ? decoded.filter(found => !isTail(found)) : decoded);
  }

  /** Tails of what a tail holds are found from the whole: without this, a text multiplies at every layer. */
  private isInTail(): boolean {
    for (let depth = 0; depth <= this.depth; depth++) {
      const { decoded, at } = this.levels[depth];
      if (decoded && isTail(decoded[at])) return true;
    }
    return false;
  }
}

function read(text: string, { former, at }: Level): Reading {
  return former ? former.reading(text, at) : readingOf(text);
}

function isTail({ decoder }: Decoded): boolean {
  return decoder === 'tail';
}
