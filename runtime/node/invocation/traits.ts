/* eslint-disable no-bitwise -- traits are sets in whole numbers */

/** What a text holds, and what it looks like as a whole. */
export const TRAIT = {
  /** Of every text: for what has no mark. */
  any: 1 << 11,
  /** Nothing but a name: letters, digits, and single dots and dashes between them. */
  name: 1 << 0,
  percent: 1 << 1,
  plus: 1 << 2,
  equals: 1 << 3,
  ampersand: 1 << 4,
  /** What a shell expands, or parts commands by. */
  shell: 1 << 12,
  /** Characters from U+2000 on, where those begin that have a compatible form in ASCII, such as full-width letters. */
  wide: 1 << 5,
  /** Behind blanks, which may precede, comes what texts in some formats begin with: JSON that holds strings … */
  startsJson: 1 << 6,
  startsMarkup: 1 << 7,
  startsPath: 1 << 8,
  startsBoundary: 1 << 9,
  startsToken: 1 << 10,
} as const;

const NAME = /^\w+(?:[.-]\w+)*$/;
const MARK = /[%+=&$`|\u2000-\uffff]/;
const SHELL = /[$`|]/;
const WIDE = /[\u2000-\uffff]/;
/** Base64 of an object in JSON, as JSON Web Tokens begin with, perhaps behind the scheme of an Authorization header. */
const TOKEN = /^\s*(?:[Bb]earer +)?e[wy]/;

const BLANK = 0x20;
const STARTS = new Uint16Array(0x80);
for (const [trait, characters] of [
  [TRAIT.startsJson, '{["'], [TRAIT.startsMarkup, '<'], [TRAIT.startsPath, '/'], [TRAIT.startsBoundary, '-'], [TRAIT.startsToken, 'eBb'],
] as const) for (const character of characters) STARTS[character.charCodeAt(0)] = trait;

/**
 * The traits of a text.
 *
 * Asked for every string of an event, so that nothing else has to look at the many of them that are a word or a few. The
 * engine's own search for one character is ten times as fast as a loop over characters.
 */
export function traitsOf(text: string): number {
  const start = startOf(text);
  if (NAME.test(text)) return TRAIT.any | TRAIT.name | start;
  if (!MARK.test(text)) return TRAIT.any | start;
  return TRAIT.any | start
    | (text.includes('%') ? TRAIT.percent : 0)
    | (text.includes('+') ? TRAIT.plus : 0)
    | (text.includes('=') ? TRAIT.equals : 0)
    | (text.includes('&') ? TRAIT.ampersand : 0)
    | (SHELL.test(text) ? TRAIT.shell : 0)
    | (WIDE.test(text) ? TRAIT.wide : 0);
}

function startOf(text: string): number {
  let at = 0;
  while (text.charCodeAt(at) <= BLANK) at++;
  const start = at < text.length ? STARTS[text.charCodeAt(at)] ?? 0 : 0;
  return start === TRAIT.startsToken && !TOKEN.test(text) ? 0 : start;
}
