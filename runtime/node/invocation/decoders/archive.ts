import { NOTHING_FOUND, type Decoder } from './decoder';
import { TRAIT } from '../traits';

/** Names read in one archive. */
const MAX_NAMES = 1000;

/** A ZIP file, and an entry of its central directory: `length` and `name` are where these stand in it (APPNOTE.TXT, section 4.3.12). */
const ZIP = { start: 'PK\u0003\u0004', entry: 'PK\u0001\u0002', length: 28, name: 46 };

/** A tar file by blocks: where a header has its mark, name, size in octal digits, and the directories before the name (POSIX.1-2017, ustar). */
const TAR = { block: 512, mark: 'ustar', markAt: 257, name: 100, size: 124, sizeEnd: 135, prefix: 345, prefixEnd: 500 };

const BYTE = 0x100;

/**
 * The names of the files in an archive: what an app that unpacks it joins with a directory.
 *
 * Works on bytes that were taken for text, in which what is no text counts one character as well.
 */
export const archive: Decoder = {
  name: 'archive',
  some: TRAIT.any,
  read(text) {
    if (text.startsWith(ZIP.start)) return namesInZip(text);
    return text.startsWith(TAR.mark, TAR.markAt) ? namesInTar(text) : NOTHING_FOUND;
  },
};

function namesInZip(text: string): string[] {
  const names: string[] = [];
  for (let at = text.indexOf(ZIP.entry); at >= 0 && names.length < MAX_NAMES; at = text.indexOf(ZIP.entry, at + ZIP.name)) {
    const length = text.charCodeAt(at + ZIP.length) + text.charCodeAt(at + ZIP.length + 1) * BYTE;
    names.push(text.slice(at + ZIP.name, at + ZIP.name + length));
  }
  return names;
}

function namesInTar(text: string): string[] {
  const names: string[] = [];
  for (let at = 0; text.startsWith(TAR.mark, at + TAR.markAt) && names.length < MAX_NAMES;) {
    const prefix = upToNul(text, at + TAR.prefix, at + TAR.prefixEnd);
    const name = upToNul(text, at, at + TAR.name);
    names.push(prefix === '' ? name : `${prefix}/${name}`);
    const size = Number.parseInt(text.slice(at + TAR.size, at + TAR.sizeEnd), 8) || 0;
    at += TAR.block * (1 + Math.ceil(size / TAR.block));
  }
  return names;
}

function upToNul(text: string, start: number, end: number): string {
  const field = text.slice(start, end);
  const nul = field.indexOf('\0');
  return nul < 0 ? field : field.slice(0, nul);
}
