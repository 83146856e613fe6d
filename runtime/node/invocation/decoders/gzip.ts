import { NOTHING_FOUND, TOO_LARGE, type Decoder } from './decoder';
import { TRAIT } from '../traits';

const { from } = Buffer;

/** Base64 of the bytes that gzip begins with: 1f 8b 08. */
const START = 'H4sI';

/** A Lambda event has at most 6 MB; logs shrink to a tenth, a bomb to a thousandth. */
const MAX_BYTES = 16_000_000;

/** Compressed and in base64: what a subscription of CloudWatch Logs sends, what producers put into streams. */
export const gzip: Decoder = {
  name: 'gzip',
  some: TRAIT.any,
  read(text) {
    if (!text.startsWith(START)) return NOTHING_FOUND;
    try {
      return [zlib().gunzipSync(from(text, 'base64'), { maxOutputLength: MAX_BYTES }).toString()];
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? [TOO_LARGE] : NOTHING_FOUND;
    }
  },
};

/** Loaded with the first compressed value: most functions never see one. */
function zlib(): typeof import('node:zlib') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('node:zlib') as typeof import('node:zlib');
}
