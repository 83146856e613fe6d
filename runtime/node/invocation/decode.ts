/** Text inside text: a value that a decoder found in a string. */
export interface Decoded {
  readonly decoder: DecoderName;
  /** A string, or what a JSON text or form holds. */
  readonly value: unknown;
}

export type DecoderName = 'json' | 'form' | 'percent' | 'plus' | 'base64' | 'tail';

const NOTHING: readonly Decoded[] = [];
const MIGHT_BE_ENCODED = /[%+=/]|^\s*[[{"]|^[\w-]{8,}$/;

/**
 * What a string may stand for in the app, one step of decoding each; most strings stand for themselves alone.
 *
 * A wrong guess only adds an input that occurs in no sink's text.
 */
export function decode(text: string): readonly Decoded[] {
  if (text.length < 3 || !MIGHT_BE_ENCODED.test(text)) return NOTHING;
  const found: Decoded[] = [];
  for (const decoder of DECODERS) decoder(text, found);
  return found;
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

/** Query strings, urlencoded bodies and cookies. */
const form: Decoder = (text, found) => {
  if (!text.includes('=') || JSON_START.test(text)) return;
  const fields = new Map<string, string[]>();
  for (const pair of text.split(/[&;]\s?/)) {
    const equals = pair.indexOf('=');
    if (equals <= 0) continue;
    const key = pair.slice(0, equals);
    const value = pair.slice(equals + 1);
    const values = fields.get(key);
    if (values) values.push(value);
    else fields.set(key, [value]);
  }
  if (fields.size > 0) found.push({ decoder: 'form', value: fields });
};

const PERCENT = /%[0-9a-f]{2}/i;

const percent: Decoder = (text, found) => {
  if (PERCENT.test(text)) found.push({ decoder: 'percent', value: decodePercent(text) });
};

const plus: Decoder = (text, found) => {
  if (text.includes('+')) found.push({ decoder: 'plus', value: decodePercent(text.replaceAll('+', ' ')) });
};

/** Decodes what is valid and leaves the rest, as lenient parsers do. */
function decodePercent(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, run => Buffer.from(run.replaceAll('%', ''), 'hex').toString());
}

const BASE64 = /^[A-Za-z0-9+/_-]{8,}={0,2}\s*$/;
const BINARY = /[\u0000-\u0008\u000e-\u001f\ufffd]/;

const base64: Decoder = (text, found) => {
  if (!BASE64.test(text)) return;
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

const DECODERS: readonly Decoder[] = [json, form, percent, plus, base64, tail];
