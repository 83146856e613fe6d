/** Where one text lies in another: `start` inclusive, `end` exclusive. */
export interface Occurrence {
  readonly start: number;
  readonly end: number;
}

/** Needles from this length on are searched in guaranteed linear time; below it the engine's search is faster. */
const LONG_NEEDLE = 512;

/**
 * Occurrences that may overlap before the search moves on by whole occurrences.
 *
 * An overlapping one decides only in quote floods; unlimited, a periodic input would cost its square.
 */
const OVERLAPPING = 16;

/** Every place where the needle stands in the text, first to last. */
export function* occurrences(text: string, needle: string): Generator<Occurrence> {
  if (needle.length === 0 || needle.length > text.length) return;
  const find = needle.length < LONG_NEEDLE ? (from: number) => text.indexOf(needle, from) : linearSearch(text, needle);
  let count = 0;
  for (let start = find(0); start !== -1; start = find(start + (++count < OVERLAPPING ? 1 : needle.length))) {
    yield { start, end: start + needle.length };
  }
}

/** Knuth, Morris and Pratt: the engine's search skips, but degrades on long periodic needles such as quote floods. */
function linearSearch(text: string, needle: string): (from: number) => number {
  const borders = borderLengths(needle);
  return from => {
    let matched = 0;
    for (let at = from; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      while (matched > 0 && needle.charCodeAt(matched) !== unit) matched = borders[matched - 1];
      if (needle.charCodeAt(matched) === unit) matched++;
      if (matched === needle.length) return at - matched + 1;
    }
    return -1;
  };
}

/** For each prefix of the needle, how long its longest proper prefix is that is a suffix too. */
function borderLengths(needle: string): Int32Array {
  const borders = new Int32Array(needle.length);
  for (let at = 1, matched = 0; at < needle.length; at++) {
    const unit = needle.charCodeAt(at);
    while (matched > 0 && needle.charCodeAt(matched) !== unit) matched = borders[matched - 1];
    if (needle.charCodeAt(matched) === unit) matched++;
    borders[at] = matched;
  }
  return borders;
}
