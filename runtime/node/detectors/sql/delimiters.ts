import { CODE } from './characters';

/** Where the content of a delimited token ends, and the token. */
export interface Delimited {
  readonly contentEnd: number;
  readonly end: number;
  readonly closed: boolean;
}

/** Scans quoted content up to its closing quote; a doubled quote, or an escaped one, is content. */
export function quotedContent(text: string, from: number, close: number, escapes: boolean): Delimited {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (escapes && code === CODE.backslash) {
      at++;
      continue;
    }
    if (code !== close) continue;
    if (text.charCodeAt(at + 1) !== close) return { contentEnd: at, end: at + 1, closed: true };
    at++;
  }
  return unclosed(text);
}

/** Scans up to a closing delimiter that cannot be escaped: dollar quotes, block comments that do not nest. */
export function contentBefore(text: string, from: number, delimiter: string): Delimited {
  const contentEnd = text.indexOf(delimiter, from);
  return contentEnd === -1 ? unclosed(text) : { contentEnd, end: contentEnd + delimiter.length, closed: true };
}

/** Scans a block comment that nests. */
export function nestedComment(text: string, from: number): Delimited {
  let depth = 1;
  for (let at = from; at < text.length - 1; at++) {
    const code = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    if (code === CODE.asterisk && next === CODE.slash) {
      at++;
      if (--depth === 0) return { contentEnd: at - 1, end: at + 1, closed: true };
    } else if (code === CODE.slash && next === CODE.asterisk) {
      at++;
      depth++;
    }
  }
  return unclosed(text);
}

/** Scans a comment that its line ends; the end of the text ends it as well. */
export function lineComment(text: string, from: number): Delimited {
  const newline = text.indexOf('\n', from);
  const end = newline === -1 ? text.length : newline;
  return { contentEnd: end, end, closed: true };
}

function unclosed(text: string): Delimited {
  return { contentEnd: text.length, end: text.length, closed: false };
}
