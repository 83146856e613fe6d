import { searchText, type Answer, type Occurrence } from './search';
import type { Verdict } from './verdict';

/** Below this length a folded input is found by chance. */
const SHORTEST = 4;

/** A stretch of an input that folding leaves alone but for case: cheap to look for before anything is folded. */
const ANCHOR = /[A-Za-z0-9]{4,32}/;

/**
 * A text as it compares when an app changed case, collapsed whitespace or escaped quotes on the way.
 *
 * Letters lose their case, whitespace and backslashes disappear, a run of one quote character counts once. Folded when
 * first needed, since most inputs are not in most texts.
 */
export class FoldedText {
  private lowered?: string;
  private folded?: Folded;

  constructor(private readonly original: string) {}

  /**
   * Asks `judge` about every place of the folded input, as ranges of the original.
   *
   * A run of quotes at an edge is shared by app and input; only its innermost character is counted as the input's.
   */
  search(input: string, judge: (occurrence: Occurrence) => Verdict | undefined): Answer {
    const anchor = ANCHOR.exec(input);
    if (anchor && !(this.lowered ??= this.original.toLowerCase()).includes(anchor[0].toLowerCase())) return 'absent';
    const needle = fold(input).text;
    if (needle.length < SHORTEST) return 'absent';
    const { text, starts, ends } = this.folded ??= fold(this.original);
    return searchText(text, needle, ({ start, end }) => judge({ start: ends[start] - 1, end: starts[end - 1] + 1 }));
  }
}

/** Whether a text holds an input when both are folded. */
export function includesFolded(text: string, input: string): boolean {
  return fold(text).text.includes(fold(input).text);
}

/** `starts[i]` and `ends[i]` bound what the i-th kept character stood for in the original. */
interface Folded {
  readonly text: string;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

const BACKSLASH = 0x5c;

/** Characters per call of `String.fromCharCode`, whose arguments live on the stack. */
const CHUNK = 4096;

function fold(original: string): Folded {
  const starts = new Int32Array(original.length);
  const ends = new Int32Array(original.length);
  const units = new Uint16Array(original.length);
  let length = 0;
  let previous = 0;
  for (let at = 0; at < original.length; at++) {
    const unit = original.charCodeAt(at);
    if (unit === BACKSLASH) continue;
    if (isSpace(unit)) {
      previous = 0;
      continue;
    }
    if (unit === previous && isQuote(unit)) {
      ends[length - 1] = at + 1;
      continue;
    }
    units[length] = lowerCase(unit);
    starts[length] = at;
    ends[length++] = at + 1;
    previous = unit;
  }
  return { text: decode(units, length), starts, ends };
}

/** ASCII only: other case pairs change lengths. */
function lowerCase(unit: number): number {
  return unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit;
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
