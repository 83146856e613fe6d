/** What apps cut at: a URL's or path's parts, `key=value`, lists, lines. */
const SEPARATOR = /[/:=,?&#|\n]/g;

/** Cuts tried on one input, at each end. */
const CUTS = 6;

/** A shorter fragment stands in most texts by chance. */
const SHORTEST = 6;

/**
 * The parts of an input that an app commonly keeps: what follows or precedes a separator.
 *
 * A basename, a URL without its scheme, the value of a pair, a name without its extension.
 */
export function* fragments(input: string): Generator<string> {
  const cuts: number[] = [];
  SEPARATOR.lastIndex = 0;
  for (let match = SEPARATOR.exec(input); match && cuts.length < CUTS; match = SEPARATOR.exec(input)) cuts.push(match.index);
  for (const cut of cuts) yield* longEnough(input.slice(cut + 1));
  let end = input.length;
  for (let count = 0; count < CUTS && end > 0; count++) {
    end = lastSeparator(input, end - 1);
    if (end < SHORTEST) return;
    yield* longEnough(input.slice(0, end));
    if (!cuts.includes(end)) yield* longEnough(input.slice(end + 1));
  }
}

function* longEnough(part: string): Generator<string> {
  const trimmed = part.trim();
  if (trimmed.length >= SHORTEST) yield trimmed;
}

function lastSeparator(input: string, from: number): number {
  for (let at = from; at >= 0; at--) if ('/:=,?&#|.\n'.includes(input[at])) return at;
  return -1;
}
