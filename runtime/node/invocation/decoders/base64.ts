import { NOTHING_FOUND, type Decoder } from './decoder';
import { TRAIT } from '../traits';

const { from } = Buffer;

/** Anything but both alphabets, which Node reads alike, padding, and the line ends of MIME. */
const OTHER_CHARACTER = /[^\w+/=\r\n-]|=[^=\s]/;
/** Another decoder's. */
const COMPRESSED = 'H4sI';
const SHORTEST = 8;
/** From here on nothing is guessed. */
const LONG = 24;
const SHORTEST_ATTACK = 5;
const GROUP = 4;
const GROUP_BYTES = 3;
/** Base64 of text mixes them; words, numbers and most names do not. */
const UPPER = /[A-Z]/;
const LOWER = /[a-z0-9]/;
const NO_TEXT = /[\u0000-\u0008\u000e-\u001f\ufffd]/;

/**
 * Base64 and base64url, padded or not.
 *
 * What mixes cases is kept whatever it decodes to: a rule that wants it to look like text could be led astray by bytes that
 * do not. Only a short one has to hold as many characters as an attack needs. What could be a word as well has to be text.
 */
export const base64: Decoder = {
  name: 'base64',
  some: TRAIT.any,
  read(text) {
    if (text.length < SHORTEST || OTHER_CHARACTER.test(text) || text.startsWith(COMPRESSED)) return NOTHING_FOUND;
    const mixed = UPPER.test(text) && LOWER.test(text);
    if (!holdsText(text, mixed)) return NOTHING_FOUND;
    const decoded = from(text, 'base64').toString();
    return mixed || !NO_TEXT.test(decoded) ? [decoded] : NOTHING_FOUND;
  },
};

function holdsText(text: string, mixed: boolean): boolean {
  if (!mixed) return charactersIn(text, GROUP) === GROUP_BYTES;
  return text.length >= LONG || charactersIn(text, text.length) >= SHORTEST_ATTACK;
}

const SEXTETS = new Uint8Array(128);
for (const [value, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) SEXTETS[character.charCodeAt(0)] = value;
SEXTETS['-'.charCodeAt(0)] = SEXTETS['+'.charCodeAt(0)];
SEXTETS['_'.charCodeAt(0)] = SEXTETS['/'.charCodeAt(0)];

/** How many bytes of ASCII text the first characters decode to. */
function charactersIn(text: string, length: number): number {
  let count = 0;
  let bits = 0;
  for (let at = 0; at < length; at++) {
    bits = (bits % 0x40) * 0x40 + (SEXTETS[text.charCodeAt(at)] ?? 0);
    /* The byte that is complete with this character; the first of a group completes none. */
    const byte = at % 4 === 0 ? 0 : Math.floor(bits / COMPLETES[at % 4]) % 0x100;
    if (byte >= FIRST_OF_TEXT && byte < BEYOND_ASCII) count++;
  }
  return count;
}

/** What is left of two characters' twelve bits below the byte. */
const COMPLETES = [1, 0x10, 0x4, 0x1];
const FIRST_OF_TEXT = 0x09;
const BEYOND_ASCII = 0x80;
