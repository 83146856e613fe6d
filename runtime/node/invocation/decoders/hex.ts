import { NOTHING_FOUND, type Decoder } from './decoder';
import { TRAIT } from '../traits';

const { from } = Buffer;

const HEX = /^(?:0x)?(?:[0-9a-f]{2}){4,}$/i;
const SHORTEST = 8;
/** Shorter ones are mostly numbers and identifiers: digits alone are a number, and what is decoded has to be text. */
const LONG = 24;
const LETTER = /[a-f]/i;
const NO_TEXT = /[\u0000-\u0008\u000e-\u001f\ufffd]/;

/** Hexadecimal digits of a text, as of `bytea` and `BLOB` literals. */
export const hex: Decoder = {
  name: 'hex',
  some: TRAIT.any,
  read(text) {
    if (!looksLikeHex(text)) return NOTHING_FOUND;
    const decoded = from(text.startsWith('0') && /^0x/i.test(text) ? text.slice(2) : text, 'hex').toString();
    return text.length >= LONG || !NO_TEXT.test(decoded) ? [decoded] : NOTHING_FOUND;
  },
};

function looksLikeHex(text: string): boolean {
  if (text.length % 2 !== 0 || text.length < SHORTEST || !HEX.test(text)) return false;
  return text.length >= LONG || LETTER.test(text);
}
