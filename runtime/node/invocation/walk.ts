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
  return walker.notDecoded;
}

const EMPTY = new Reading('');

/** An object, a form, a list or what decoders found in a text, and how far it has been walked. */
interface Level extends Step {
  holder: unknown;
  /** What stood here in an earlier event. */
  former: Former | undefined;
  keys: readonly string[] | undefined;
  decoded: readonly Decoded[] | undefined;
  count: number;
  /** Decoders applied above it. */
  decodings: number;
}

class Walker implements Trail {
  public depth = -1;
  public decodings = 0;
  public isKey = false;
  public reading = EMPTY;
  public notDecoded: NotDecoded;
  /** Reused: the way to the current string is the first `depth + 1` of them. */
  private readonly levels: Level[] = [];
  private former: Former | undefined = formerEvent();
  /** Values below the deepest level kept. */
  private readonly deeper: unknown[] = [];
  private characters: number;
  private root = '$';

  public constructor(private readonly visit: Visit, private readonly bounds: DecodingBounds, private readonly skipsNames: boolean) {
    this.characters = bounds.characters;
  }

  public run(event: unknown): void {
    for (let root: unknown = event; root !== undefined; root = this.deeper.pop()) {
      if (this.enter(root)) return;
      while (this.depth >= 0) {
        const level = this.levels[this.depth];
        if (level.at + 1 >= level.count) this.depth--;
        else if (this.step(level)) return;
      }
      this.root = '$..';
      this.former = undefined;
    }
  }

  public place(): InputPlace {
    return placeOf(this.levels.slice(0, this.depth + 1), this.root);
  }

  /** True ends the walk. */
  private step(level: Level): boolean {
    const at = ++level.at;
    this.decodings = level.decodings;
    if (level.decoded) {
      this.decodings++;
      const { decoder, value } = level.decoded[at];
      return decoder === 'piece' ? this.meetPiece(value as string) : this.enter(value);
    }
    if (!level.keys) return this.enter((level.holder as readonly unknown[])[at]);
    /* Each property takes two steps, its name and its value. */
    const index = Math.floor(at / 2);
    const key = level.keys[index];
    if (at % 2 === 0) {
      const { depth } = this;
      if (this.meetName(key)) return true;
      /* What a name stands for comes before its value. */
      if (this.depth !== depth) return false;
      level.at++;
    }
    return this.enter(level.holder instanceof Fields ? level.holder.values[index] : (level.holder as Record<string, unknown>)[key]);
  }

  private enter(value: unknown): boolean {
    if (typeof value === 'string') return this.meet(value);
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
    const level = this.open();
    level.holder = list;
    level.keys = undefined;
    level.count = length;
    if (length < 2 || (typeof first !== 'string' && typeof first !== 'number')) return;
    const whole = wholeOf(list);
    if (whole) this.openDecoded([whole]);
  }

  private openNamed(holder: object): void {
    const level = this.open();
    level.holder = holder;
    level.keys = holder instanceof Fields ? holder.names : Object.keys(holder);
    level.count = level.keys.length * 2;
  }

  private openDecoded(decoded: readonly Decoded[]): void {
    const level = this.open();
    level.decoded = decoded;
    level.count = decoded.length;
  }

  private open(): Level {
    const outer = this.depth < 0 ? undefined : this.levels[this.depth];
    this.depth++;
    const level = this.levels[this.depth] ??= { holder: undefined, former: undefined, keys: undefined, decoded: undefined, count: 0, at: -1, decodings: 0 };
    /* A list as a whole stands before its first item. */
    level.former = outer ? outer.former?.holder(outer.at + 1) : this.former;
    level.decoded = undefined;
    level.at = -1;
    level.decodings = this.decodings;
    return level;
  }

  private read(text: string): Reading {
    const level = this.depth < 0 ? undefined : this.levels[this.depth];
    return level?.former ? level.former.reading(text, level.at) : readingOf(text);
  }

  private meet(text: string): boolean {
    const reading = this.reading = this.read(text);
    if (!this.isSkipped(reading) && this.visit(text, reading.traits, this)) return true;
    if (reading.isEncoded) this.decode(text, reading);
    return false;
  }

  /** A part of a text that was read: what it stands for in turn was found there, and its own parts would be without end. */
  private meetPiece(text: string): boolean {
    const reading = this.reading = this.read(text);
    return this.visit(text, reading.traits, this) === true;
  }

  private meetName(text: string): boolean {
    const reading = this.reading = this.read(text);
    if (this.isSkipped(reading)) return false;
    this.isKey = true;
    const isEnd = this.visit(text, reading.traits, this) === true;
    this.isKey = false;
    if (isEnd) return true;
    if ((reading.traits & ESCAPED) !== 0) this.decode(text, reading);
    return false;
  }

  private isSkipped({ traits, attempt }: Reading): boolean {
    return this.skipsNames && attempt === null && (traits & TRAIT.name) !== 0;
  }

  private decode(text: string, reading: Reading): void {
    const cost = text.length + CHARACTERS_A_CALL;
    if (this.decodings >= this.bounds.depth || cost > this.characters || this.depth + 2 >= MAX_LEVELS) {
      this.notDecoded ??= `encodings of values beyond ${this.bounds.depth} layers or ${this.bounds.characters} characters`;
      return;
    }
    this.characters -= cost;
    const decoded = reading.decoded.some(isTail) && this.isInTail() ? reading.decoded.filter(found => !isTail(found)) : reading.decoded;
    if (decoded.length > 0) this.openDecoded(decoded);
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

function isTail({ decoder }: Decoded): boolean {
  return decoder === 'tail';
}
