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
  private folded?: string;
  private origins?: Origins;

  constructor(private readonly original: string) {}

  /**
   * Asks `judge` about every place of the folded input, as ranges of the original.
   *
   * A run of quotes at an edge is shared by app and input; only its innermost character is counted as the input's.
   */
  search(input: string, judge: (occurrence: Occurrence) => Verdict | undefined): Answer {
    const anchor = ANCHOR.exec(input);
    if (anchor && !(this.lowered ??= this.original.toLowerCase()).includes(anchor[0].toLowerCase())) return 'absent';
    const needle = fold(input);
    if (needle.length < SHORTEST) return 'absent';
    this.folded ??= fold(this.original);
    return searchText(this.folded, needle, ({ start, end }) => {
      const { starts, ends } = this.origins ??= foldedOrigins(this.original);
      return judge({ start: ends[start] - 1, end: starts[end - 1] + 1 });
    });
  }
}

/** Whether a text holds an input when both are folded. */
export function includesFolded(text: string, input: string): boolean {
  return fold(text).includes(fold(input));
}

const BACKSLASH = 0x5c;

function fold(original: string): string {
  const units = new Uint16Array(original.length);
  let length = 0;
  walkKept(original, (unit, repeats) => {
    if (!repeats) units[length++] = lowerCase(unit);
  });
  return Buffer.from(units.buffer, 0, length * 2).toString('utf16le');
}

/** `starts[i]` and `ends[i]` bound what the i-th kept character stood for in the original. */
interface Origins {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

function foldedOrigins(original: string): Origins {
  const starts: number[] = [];
  const ends: number[] = [];
  walkKept(original, (_unit, repeats, at) => {
    if (repeats) ends.pop();
    else starts.push(at);
    ends.push(at + 1);
  });
  return { starts, ends };
}

/** Visits every character that folding keeps, and the quotes that repeat the one before. */
function walkKept(original: string, visit: (unit: number, repeats: boolean, at: number) => void): void {
  let previous = 0;
  for (let at = 0; at < original.length; at++) {
    const unit = original.charCodeAt(at);
    if (unit === BACKSLASH) continue;
    if (isSpace(unit)) {
      previous = 0;
      continue;
    }
    visit(unit, unit === previous && isQuote(unit), at);
    previous = unit;
  }
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
