/** Text inside text: a value that a decoder found in a string. */
export interface Decoded {
  readonly decoder: DecoderName;
  /** A string, or what a JSON text or form holds. */
  readonly value: unknown;
}

export type DecoderName = 'json' | 'form' | 'percent' | 'plus' | 'base64' | 'tail';

const NOTHING: readonly Decoded[] = [];
/** Most strings are a word or a few, which no decoder has to look at. */
const MARKS_OF_ENCODING = /[%+=/[{"]/;

/**
 * What a string may stand for in the app, one step of decoding each; most strings stand for themselves alone.
 *
 * A wrong guess only adds an input that occurs in no sink's text.
 */
export function decode(text: string): readonly Decoded[] {
  if (text.length < 3) return NOTHING;
  const found: Decoded[] = [];
  if (MARKS_OF_ENCODING.test(text)) for (const decoder of MARKED) decoder(text, found);
  base64(text, found);
  return found.length === 0 ? NOTHING : found;
}

type Decoder = (text: string, found: Decoded[]) => void;

const JSON_START = /^\s*[[{"]/;

const json: Decoder = (text, found) => {
  if (!JSON_START.test(text)) return;
  try {
    found.push({ decoder: 'json', value: JSON.parse(text) as unknown });
  } catch {
    /* Not JSON after all. */
  }
};

/** Unencoded, so that a comparison in plain text is no field. */
const FIELD_NAME = /^[\w.~%+[\]$!*@:-]+$/;

/** Query strings, urlencoded bodies and cookies. */
const form: Decoder = (text, found) => {
  if (!text.includes('=') || JSON_START.test(text)) return;
  const fields = new Map<string, string | string[]>();
  for (let start = 0; start < text.length;) {
    const end = fieldEnd(text, start);
    const equals = text.indexOf('=', start);
    if (equals < 0) break;
    if (equals < end) addField(fields, text.slice(start, equals).trimStart(), text.slice(equals + 1, end));
    start = end + 1;
  }
  if (fields.size > 0) found.push({ decoder: 'form', value: fields });
};

const percent: Decoder = (text, found) => {
  const value = decodePercent(text);
  if (value !== text) found.push({ decoder: 'percent', value });
};

const plus: Decoder = (text, found) => {
  if (text.includes('+')) found.push({ decoder: 'plus', value: decodePercent(text.replaceAll('+', ' ')) });
};

/** Fields end at `&`, cookies at `;`. */
function fieldEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === 0x26 || character === 0x3b) return at;
  }
  return text.length;
}

function addField(fields: Map<string, string | string[]>, name: string, value: string): void {
  if (!FIELD_NAME.test(name)) return;
  const known = fields.get(name);
  if (known === undefined) fields.set(name, value);
  else if (Array.isArray(known)) known.push(value);
  else fields.set(name, [known, value]);
}

/** Decodes what is valid and leaves the rest, as lenient parsers do. */
function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9a-f]{2})+/gi, run => Buffer.from(run.replaceAll('%', ''), 'hex').toString());
}

const BASE64 = /^[A-Za-z0-9+/_-]{8,}={0,2}\s*$/;
/** Base64 of text mixes them; words, numbers and most names do not. */
const MIXED = /[A-Z][^A-Z]*[a-z0-9]|[a-z0-9][^a-z0-9]*[A-Z]/;
const BINARY = /[\u0000-\u0008\u000e-\u001f\ufffd]/;

const base64: Decoder = (text, found) => {
  if (text.length < 8 || !BASE64.test(text) || !MIXED.test(text)) return;
  /* Node reads both alphabets. */
  const decoded = Buffer.from(text, 'base64').toString();
  if (!BINARY.test(decoded)) found.push({ decoder: 'base64', value: decoded });
};

const MAX_TAILS = 6;

/** What an app that takes a path apart is left with: everything after its first, second … slash. */
const tail: Decoder = (text, found) => {
  if (!text.startsWith('/')) return;
  for (let slash = 0, tails = 0; slash >= 0 && slash < text.length - 1 && tails < MAX_TAILS; tails++) {
    found.push({ decoder: 'tail', value: text.slice(slash + 1) });
    slash = text.indexOf('/', slash + 1);
  }
};

const MARKED: readonly Decoder[] = [json, form, percent, plus, tail];
