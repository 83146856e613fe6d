import { base64, looksLikeBase64 } from './decoders/base64';
import type { Decoder, DecoderName } from './decoders/decoder';
import { entities } from './decoders/entities';
import { form } from './decoders/form';
import { gzip } from './decoders/gzip';
import { hex, looksLikeHex } from './decoders/hex';
import { json } from './decoders/json';
import { jwt } from './decoders/jwt';
import { multipart } from './decoders/multipart';
import { percent, plus } from './decoders/percent';
import { tail } from './decoders/tail';
import { unicode } from './decoders/unicode';
import { xml } from './decoders/xml';

export type { DecoderName } from './decoders/decoder';

/** Text inside text: a value that a decoder found in a string. */
export interface Decoded {
  readonly decoder: DecoderName;
  /** A string, or what a JSON text or form holds. */
  readonly value: unknown;
}

/** In the order in which what they find is met; what is JSON is nothing else. */
const DECODERS: readonly Decoder[] = [form, multipart, xml, percent, plus, entities, unicode, tail, jwt, gzip, base64, hex];

const NOTHING: readonly Decoded[] = [];
const SHORTEST = 3;
const SHORTEST_NAME = 8;

/** Most strings are a word or a few, which no decoder has to look at. */
const MARKS = /[%+=&\u2000-\uffff]/;
/** First characters of texts in some formats; blanks, since they may precede. */
const STARTS = new Set('[{"< \t\r\n/-'.split(''));
const TOKEN_START = /^(?:[Bb]earer +)?eyJ/;
const ALPHABET = /^[\w/-]+$/;

/** Whether a text may stand for another: cheap, asked for every string of an event. */
export function isEncoded(text: string): boolean {
  if (text.length < SHORTEST) return false;
  return STARTS.has(text[0]) || MARKS.test(text) || ALPHABET.test(text) || TOKEN_START.test(text);
}

/** The same for a text that is a name as well. */
export function isEncodedName(text: string): boolean {
  return text.length >= SHORTEST_NAME && (looksLikeBase64(text) || looksLikeHex(text) || text.startsWith('eyJ'));
}

/**
 * What a string may stand for in the app, one step of decoding each.
 *
 * A wrong guess only adds an input that occurs in no sink's text.
 */
export function decode(text: string): readonly Decoded[] {
  const document = json.read(text);
  if (document.length > 0) return [{ decoder: json.name, value: document[0] }];
  let found: Decoded[] | undefined;
  for (let index = 0; index < DECODERS.length; index++) {
    const { name, read } = DECODERS[index];
    const values = read(text);
    for (let at = 0; at < values.length; at++) {
      const decoded: Decoded = { decoder: name, value: values[at] };
      if (found) found.push(decoded);
      else found = [decoded];
    }
  }
  return found ?? NOTHING;
}
