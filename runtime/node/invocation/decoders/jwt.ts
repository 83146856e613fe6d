import { NOTHING_FOUND, type Decoder } from './decoder';
import { TRAIT } from '../traits';

const { from } = Buffer;
const { parse } = JSON;

/** The scheme of an Authorization header. */
const SCHEME = /^\s*[Bb]earer +/;

/** The header and the claims of a JSON Web Token: whoever does not verify it, and some who do, read what the caller wrote. */
export const jwt: Decoder = {
  name: 'jwt',
  some: TRAIT.startsToken,
  read(text) {
    const headerEnd = text.indexOf('.');
    const claimsEnd = text.indexOf('.', headerEnd + 1);
    if (claimsEnd < 0 || text.includes('.', claimsEnd + 1)) return NOTHING_FOUND;
    const parts = [text.slice(0, headerEnd).replace(SCHEME, ''), text.slice(headerEnd + 1, claimsEnd)].map(read).filter(part => part !== undefined);
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
