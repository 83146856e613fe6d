import { stringAt, type Unknowns } from '../invocation/read';

/** A page may be compressed to a thousandth. */
const MAX_BYTES = 16_000_000;

/** The text of an answer's body; undefined where there is none that could be read. */
export function pageOf(answer: Unknowns, encoding: string | undefined): string | undefined {
  const body = stringAt(answer, 'body');
  if (body === undefined || answer.isBase64Encoded !== true) return body;
  const bytes = Buffer.from(body, 'base64');
  return encoding === undefined || encoding === 'identity' ? bytes.toString() : decompress(bytes, encoding);
}

function decompress(bytes: Buffer, encoding: string): string | undefined {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- apps that compress have loaded it
  const zlib = require('node:zlib') as typeof import('node:zlib');
  const options = { maxOutputLength: MAX_BYTES };
  try {
    if (encoding === 'gzip') return zlib.gunzipSync(bytes, options).toString();
    if (encoding === 'br') return zlib.brotliDecompressSync(bytes, options).toString();
    return encoding === 'deflate' ? zlib.inflateSync(bytes, options).toString() : undefined;
  } catch {
    /* Whoever gets it cannot read it either, or it is too large. */
    return undefined;
  }
}
