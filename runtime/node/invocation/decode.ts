/* eslint-disable no-bitwise -- traits are sets in whole numbers */
import { archive } from './decoders/archive';
import { base64 } from './decoders/base64';
import type { Decoder, DecoderName } from './decoders/decoder';
import { entities } from './decoders/entities';
import { form } from './decoders/form';
import { gzip } from './decoders/gzip';
import { hex } from './decoders/hex';
import { json } from './decoders/json';
import { jwt } from './decoders/jwt';
import { multipart } from './decoders/multipart';
import { percent, plus } from './decoders/percent';
import { piece } from './decoders/piece';
import { tail } from './decoders/tail';
import { unicode } from './decoders/unicode';
import { xml } from './decoders/xml';
import { traitsOf } from './traits';

export type { DecoderName } from './decoders/decoder';

/** Text inside text: a value that a decoder found in a string. */
export interface Decoded {
  readonly decoder: DecoderName;
  /** A string, or what a JSON text or form holds. */
  readonly value: unknown;
}

/** In the order in which what they find is met. */
const MARKED: readonly Decoder[] = [form, multipart, xml, percent, plus, entities, unicode, tail, jwt, piece];
const DECODERS: readonly Decoder[] = [...MARKED, gzip, base64, hex, archive];

/** For what begins like JSON and is none. */
const BUT_FORM: readonly Decoder[] = DECODERS.filter(decoder => decoder !== form);

const NOTHING: readonly Decoded[] = [];
const SHORTEST = 3;
const SHORTEST_IN_ALPHABET = 8;
/** Base64 and hexadecimal digits; what else they hold has a mark. */
const ALPHABET = /^[\w/\r\n-]+$/;

const MARKS = MARKED.reduce((marks, { some }) => marks | some, json.some);

/** Whether a text with these traits may stand for another: asked for every string of an event. */
export function mayBeEncoded(text: string, traits: number): boolean {
  if ((traits & MARKS) !== 0) return text.length >= SHORTEST;
  return text.length >= SHORTEST_IN_ALPHABET && ALPHABET.test(text);
}

/**
 * What a string may stand for in the app, one step of decoding each.
 *
 * A wrong guess only adds an input that occurs in no sink's text.
 */
export function decode(text: string, traits = traitsOf(text)): readonly Decoded[] {
  if ((traits & json.some) !== 0) {
    const document = json.read(text);
    /* What is JSON is nothing else. */
    if (document.length > 0) return [{ decoder: json.name, value: document[0] }];
  }
  let found: Decoded[] | undefined;
  for (const { name, some, read } of (traits & json.some) === 0 ? DECODERS : BUT_FORM) {
    if ((traits & some) === 0) continue;
    const values = read(text);
    for (let at = 0; at < values.length; at++) {
      const decoded: Decoded = { decoder: name, value: values[at] };
      if (found) found.push(decoded);
      else found = [decoded];
    }
  }
  return found ?? NOTHING;
}
