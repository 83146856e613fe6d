import { NOTHING_FOUND, type Decoder } from './decoder';
import { TRAIT } from '../traits';

const { from } = Buffer;
const { parse } = JSON;

/** The scheme of an Authorization header. */
const SCHEME = /^\s*[Bb]earer +/;
const PARTS = 3;

/** The header and the claims of a JSON Web Token: whoever does not verify it, and some who do, read what the caller wrote. */
export const jwt: Decoder = {
  name: 'jwt',
  some: TRAIT.startsToken,
  read(text) {
    const found = text.replace(SCHEME, '').split('.', PARTS + 1);
    if (found.length !== PARTS) return NOTHING_FOUND;
    const parts = found.slice(0, 2).map(read).filter(part => part !== undefined);
    return parts.length === 0 ? NOTHING_FOUND : parts;
  },
};

function read(part: string): unknown {
  try {
    return parse(from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}
