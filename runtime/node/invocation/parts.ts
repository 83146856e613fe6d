import type { Lookup } from './keyed-inputs';

/** Parts of an input that an app may keep stand between these (`detectors/fragments.ts`); a dot parts from the end alone. */
const IS_SEPARATOR = new Uint8Array(128);
for (const separator of '/:=,?&#|\n.') IS_SEPARATOR[separator.charCodeAt(0)] = 1;

/** Shorter parts stand in most texts by chance, and detectors try none. */
const SHORTEST_PART = 6;

const MORE_THAN_A_WORD = /\W/;

/** Whether the first characters of an input hold a part of its beginning that is more than a word. */
export function hasPartBefore(input: string, end: number): boolean {
  for (let at = Math.min(end, input.length - 1); at >= SHORTEST_PART; at--) {
    if (IS_SEPARATOR[input.charCodeAt(at)] === 1) return MORE_THAN_A_WORD.test(input.slice(0, at));
  }
  return false;
}

/**
 * Whether a part of an input's end stands in a text, which ends where the input ends.
 *
 * @param end - of the input, without trailing whitespace
 * @param at - where the text holds that end
 */
export function endStandsAt(input: string, end: number, text: string, at: number, lookup?: Lookup): boolean {
  const longest = Math.min(end, at);
  let length = 0;
  while (length < longest && input.charCodeAt(end - length - 1) === text.charCodeAt(at - length - 1)) {
    length++;
    if (length > SHORTEST_PART && IS_SEPARATOR[input.charCodeAt(end - length)] === 1) return true;
  }
  lookup?.spend(length);
  return length >= SHORTEST_PART && hasSeparatorBefore(input, end - length - 1);
}

/** Parts are compared without the whitespace around them. */
function hasSeparatorBefore(input: string, blank: number): boolean {
  let at = blank;
  while (at >= 0 && isBlank(input.charCodeAt(at))) at--;
  return at >= 0 && IS_SEPARATOR[input.charCodeAt(at)] === 1;
}

function isBlank(unit: number): boolean {
  return unit <= 0x20;
}
