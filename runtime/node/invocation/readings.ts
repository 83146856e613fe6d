/* eslint-disable no-bitwise -- traits are sets in whole numbers */
import { decode, mayBeEncoded, type Decoded } from './decode';
import { edgesOf, type Edges } from './filing';
import { TRAIT, traitsOf } from './traits';
import type { Attempt } from '../screening/attempt';

/** What a text is, and what it may stand for. */
export class Reading {
  public readonly traits: number;
  public readonly isName: boolean;
  /** Whether it may stand for another text; false once it was found not to. */
  public isEncoded: boolean;
  /** What screening made of it, once it was asked; null where it found nothing. */
  public attempt?: Attempt | null;
  private found?: readonly Decoded[];
  private edgesFound?: Edges;

  public constructor(public readonly text: string) {
    this.traits = traitsOf(text);
    this.isName = (this.traits & TRAIT.name) !== 0;
    this.isEncoded = mayBeEncoded(text, this.traits);
  }

  public get decoded(): readonly Decoded[] {
    return this.found ??= this.decode();
  }

  /** Asked for where a sink is reached. */
  public get edges(): Edges {
    return this.edgesFound ??= edgesOf(this.text);
  }

  private decode(): readonly Decoded[] {
    const found = decode(this.text, this.traits);
    this.isEncoded &&= found.length > 0;
    return found;
  }
}

/** Longer texts are the callers' own, and seldom come again; but for tokens, which come with every event of a caller. */
const LONGEST = 256;
const LONGEST_TOKEN = 1024;
const MOST = 512;
/** Base64 of what is compressed, which may become a thousand times as long. */
const COMPRESSED = 'H4sI';

/**
 * Readings of short texts, kept from one event to the next: names of headers and fields, hosts, media types, browsers come
 * with every one.
 *
 * They follow from the text alone, so that none tells of another invocation. Whoever fills them with texts of his own makes
 * the next events be read anew, no more.
 */
let recent = new Map<string, Reading>();
let earlier: ReadonlyMap<string, Reading> = new Map();

/** Another event is about to be read: what was not met for long is dropped. */
export function beginReading(): void {
  if (recent.size < MOST) return;
  earlier = recent;
  recent = new Map();
}

export function readingOf(text: string): Reading {
  /* A flood of texts is not worth looking for. */
  if ((text.length > LONGEST && !isToken(text)) || recent.size >= MOST) return new Reading(text);
  return recent.get(text) ?? keep(text, earlier.get(text) ?? new Reading(text));
}

/** Whether a text is kept at all. */
export function isKept(text: string): boolean {
  return (text.length <= LONGEST || isToken(text)) && !text.startsWith(COMPRESSED);
}

function isToken(text: string): boolean {
  return text.length <= LONGEST_TOKEN && (text.startsWith('Bearer ') || text.startsWith('eyJ'));
}

function keep(text: string, reading: Reading): Reading {
  if (!text.startsWith(COMPRESSED)) recent.set(text, reading);
  return reading;
}
