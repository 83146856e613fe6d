import { NOTHING_FOUND, type Decoder } from './decoder';
import { Fields } from './fields';
import { TRAIT } from '../traits';

const START = /^(?:\r?\n)*(--[^\r\n]+)\r?\n/;
const DISPOSITION = /^content-disposition *:([^\r\n]*)/im;
/** `name="…"`, `filename=…`, `filename*=UTF-8''…`: whatever an app may read. */
const PARAMETER = / *([a-z*]+)=(?:"([^"]*)"|([^;]*))/giy;
const HEADERS_END = /\r?\n\r?\n/;
/** Headers of one part; an app's parser takes no longer ones. */
const MAX_HEADERS = 16_384;

/** Bodies of forms with files: each part's content, and the parameters that tell its name and file name. */
export const multipart: Decoder = {
  name: 'multipart',
  some: TRAIT.startsBoundary,
  read(text) {
    const delimiter = START.exec(text)?.[1];
    if (delimiter === undefined) return NOTHING_FOUND;
    const fields = new Fields();
    let start = text.indexOf(delimiter);
    while (start >= 0) {
      const begin = start + delimiter.length;
      const end = text.indexOf(delimiter, begin);
      addPart(fields, text, begin, end < 0 ? text.length : end);
      start = end;
    }
    return fields.names.length === 0 ? NOTHING_FOUND : [fields];
  },
};

function addPart(fields: Fields, text: string, begin: number, end: number): void {
  const head = text.slice(begin, Math.min(end, begin + MAX_HEADERS));
  const headersEnd = HEADERS_END.exec(head);
  const disposition = DISPOSITION.exec(head)?.[1];
  if (!headersEnd || disposition === undefined) return;
  let name = '';
  PARAMETER.lastIndex = Math.max(disposition.indexOf(';') + 1, 0);
  for (let match = PARAMETER.exec(disposition); match; match = PARAMETER.exec(disposition)) {
    const value = match[2] ?? match[3];
    if (match[1].toLowerCase() === 'name') name = value;
    fields.add(match[1], value);
    PARAMETER.lastIndex = disposition.indexOf(';', PARAMETER.lastIndex) + 1;
    if (PARAMETER.lastIndex === 0) break;
  }
  fields.add(name, text.slice(begin + headersEnd.index + headersEnd[0].length, end).replace(/\r?\n$/, ''));
}
