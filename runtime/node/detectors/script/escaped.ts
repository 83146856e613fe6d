import { CODE } from '../sql/characters';
import type { Delimited } from '../sql/delimiters';

/** Scans quoted content up to its closing quote, which a backslash escapes and doubling does not. */
export function escapedContent(text: string, from: number, close: number): Delimited {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === CODE.backslash) at++;
    else if (code === close) return { contentEnd: at, end: at + 1, closed: true };
  }
  return { contentEnd: text.length, end: text.length, closed: false };
}
