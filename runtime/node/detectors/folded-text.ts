import { occurrences, type Occurrence } from './occurrences';

/**
 * A text as it compares when an app changed case, collapsed whitespace or escaped quotes on the way.
 *
 * Letters lose their case, whitespace and backslashes disappear, a run of one quote character counts once.
 * `origins[i]` and `ends[i]` bound what the i-th kept character stood for in the original.
 */
export interface FoldedText {
  readonly text: string;
  readonly origins: Int32Array;
  readonly ends: Int32Array;
}

/** Below this length a folded input is found by chance. */
const SHORTEST = 4;

const BACKSLASH = 0x5c;
const CHUNK = 4096;

/** Folds a text and remembers where each kept character came from. */
export function foldText(original: string): FoldedText {
  const origins = new Int32Array(original.length);
  const ends = new Int32Array(original.length);
  const units = new Uint16Array(original.length);
  let length = 0;
  let previous = 0;
  for (let at = 0; at < original.length; at++) {
    const unit = foldUnit(original.charCodeAt(at));
    if (unit === 0) {
      if (isSpace(original.charCodeAt(at))) previous = 0;
      continue;
    }
    if (isQuote(unit) && unit === previous) {
      ends[length - 1] = at + 1;
      continue;
    }
    units[length] = unit;
    origins[length] = at;
    ends[length++] = at + 1;
    previous = unit;
  }
  return { text: decode(units, length), origins, ends };
}

/**
 * Places of an input in a folded text, as ranges of the original.
 *
 * A run of quotes at an edge is shared by app and input; only its innermost character is counted as the input's.
 */
export function* foldedOccurrences(folded: FoldedText, input: string): Generator<Occurrence> {
  const needle = foldText(input).text;
  if (needle.length < SHORTEST) return;
  for (const { start, end } of occurrences(folded.text, needle)) {
    yield { start: folded.ends[start] - 1, end: folded.origins[end - 1] + 1 };
  }
}

/** Zero for what is dropped. ASCII only: other case pairs change lengths. */
function foldUnit(unit: number): number {
  if (unit >= 0x41 && unit <= 0x5a) return unit + 0x20;
  return unit === BACKSLASH || isSpace(unit) ? 0 : unit;
}

function isSpace(unit: number): boolean {
  return unit <= 0x20 || unit === 0xa0;
}

function isQuote(unit: number): boolean {
  return unit === 0x27 || unit === 0x22 || unit === 0x60;
}

function decode(units: Uint16Array, length: number): string {
  let text = '';
  for (let at = 0; at < length; at += CHUNK) text += String.fromCharCode(...units.subarray(at, Math.min(at + CHUNK, length)));
  return text;
}
