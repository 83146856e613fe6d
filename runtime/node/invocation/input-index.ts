import { walk, type DecodingBounds, type NotDecoded } from './walk';

/** The inputs of one event, ready to be looked up by the texts that sinks are given. */
export interface InputIndex {
  /** Inputs of letters and digits alone: what they can choose, but not break, is a command. */
  readonly words: ReadonlySet<string>;
  /** Inputs with a parent directory in them, which may leave no trace in a resolved path. */
  readonly traversals: readonly string[];
  /** Keys that name an operator of MongoDB: `$ne`, and `name[$ne]` before a form parser makes an object of it. */
  readonly operatorKeys: ReadonlySet<string>;
  readonly notDecoded: NotDecoded;
  /** Inputs that may stand in the text, whole or in part; a superset, in linear time of the text. Without `words`. */
  candidates(text: string): Iterable<string>;
}

/** Cuts after which a part is filed, from either end of an input; detectors try no more (`detectors/fragments.ts`). */
const MAX_CUTS = 6;
/** Shorter parts stand in most texts by chance. */
const SHORTEST_PART = 5;

interface Bucket {
  readonly inputs: string[];
  /** The last lookup that met this bucket, so that a text which repeats itself pays once. */
  lookup: number;
}

/** Walks the event once and files every string of it, decoded ones included. */
export function indexInputs(event: unknown, bounds?: DecodingBounds): InputIndex {
  const buckets = new Map<number, Bucket>();
  const short = new Set<string>();
  const words = new Set<string>();
  const seen = new Set<string>();
  const traversals: string[] = [];
  const operatorKeys = new Set<string>();
  let lookups = 0;

  const file = (input: string) => {
    if (!MORE_THAN_A_WORD.test(input)) {
      if (input.length > 1) words.add(input);
      return;
    }
    if (seen.has(input)) return;
    seen.add(input);
    if (input.includes('..')) traversals.push(input);
    if (!fileByStarts(buckets, input)) short.add(input);
  };
  const notDecoded = walk(event, ({ text, isKey }) => {
    if (isKey && text.includes('$')) operatorKeys.add(text);
    file(text);
  }, bounds);

  return {
    words,
    traversals,
    operatorKeys,
    notDecoded,
    * candidates(text) {
      lookups++;
      for (const input of short) if (text.includes(input)) yield input;
      const grams = new Grams();
      for (let at = 0; at < text.length; at++) {
        if (!grams.take(text.charCodeAt(at))) continue;
        const bucket = buckets.get(grams.key);
        if (!bucket || bucket.lookup === lookups) continue;
        bucket.lookup = lookups;
        yield* bucket.inputs;
      }
    },
  };
}

/** A value of letters and digits is one token wherever it stands. */
const MORE_THAN_A_WORD = /[^\w$]/;

/** Files an input under its start and the starts of its parts; false where it is too short for a key. */
function fileByStarts(buckets: Map<number, Bucket>, input: string): boolean {
  let isFiled = false;
  for (const start of partStarts(input)) {
    const key = keyAt(input, start);
    if (key < 0) continue;
    put(buckets, key, input);
    isFiled = true;
  }
  return isFiled;
}

/** Where the parts begin that an app keeps of an input: behind its first and its last separators. */
function partStarts(input: string): readonly number[] {
  const starts = [0];
  const end = input.length - SHORTEST_PART;
  for (let at = 0; at < end && starts.length <= MAX_CUTS; at++) if (SEPARATORS[input.charCodeAt(at)] === CUTS_ANYWHERE) starts.push(at + 1);
  const first = starts.length;
  for (let at = end; at > 0 && starts.length < first + MAX_CUTS; at--) if (SEPARATORS[input.charCodeAt(at)]) starts.push(at + 1);
  return starts;
}

function put(buckets: Map<number, Bucket>, key: number, input: string): void {
  const bucket = buckets.get(key);
  if (!bucket) buckets.set(key, { inputs: [input], lookup: 0 });
  else if (bucket.inputs.at(-1) !== input) bucket.inputs.push(input);
}

/** Characters that apps cut at; a dot counts from the end alone, as before an extension. */
const SEPARATORS = new Uint8Array(128);
const CUTS_ANYWHERE = 1;
const CUTS_AT_END = 2;
for (const separator of '/:=,?&#|\n') SEPARATORS[separator.charCodeAt(0)] = CUTS_ANYWHERE;
SEPARATORS['.'.charCodeAt(0)] = CUTS_AT_END;

/** The key of the four characters from a place on; negative where fewer are left. */
function keyAt(input: string, start: number): number {
  const grams = new Grams();
  for (let at = start; at < input.length; at++) if (grams.take(input.charCodeAt(at))) return grams.key;
  return -1;
}

const BACKSLASH = 0x5c;
const QUOTES: readonly number[] = [0x22, 0x27, 0x60];

/**
 * Four characters as one number, where case, whitespace, backslashes and doubled quotes do not count: what apps change
 * on the way, and what detectors overlook when they compare (`detectors/folded-text.ts`).
 */
class Grams {
  private window = 0;
  private length = 0;
  private previous = 0;

  /** The last four characters. */
  public get key(): number {
    return this.window;
  }

  /** Whether a key is complete with this character. */
  public take(character: number): boolean {
    if (character <= 0x20 || character === 0xa0) {
      this.previous = 0;
      return false;
    }
    if (character === BACKSLASH || (character === this.previous && QUOTES.includes(character))) return false;
    this.previous = character;
    const folded = character >= 0x41 && character <= 0x5a ? character + 0x20 : character;
    /* Seven bits each: a number that V8 keeps unboxed. Other characters share keys, which costs a lookup, not a miss. */
    this.window = (this.window * 0x80 + (folded % 0x80)) % 0x10000000;
    this.length++;
    return this.length >= 4;
  }
}
