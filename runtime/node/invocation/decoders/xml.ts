import { NOTHING_FOUND, type Decoder } from './decoder';
import { decodeEntities } from './entities';
import { Fields } from './fields';
import { TRAIT } from '../traits';

const START = /^\s*<[?!\w]/;
const TAG_NAME = /^[\w:.-]+/;
const CDATA = '<![CDATA[';
const COMMENT = '<!--';

/**
 * XML and HTML: text by the element it follows, attributes by their names, and the texts of declared entities.
 *
 * No parser: it accepts whatever has angle brackets, since what an app's parser rejects reaches no sink.
 */
export const xml: Decoder = {
  name: 'xml',
  some: TRAIT.startsMarkup,
  read(text) {
    if (!START.test(text)) return NOTHING_FOUND;
    const fields = new Fields();
    let element = '';
    for (let at = text.indexOf('<'); at >= 0;) {
      const end = endOfMarkup(text, at);
      const name = TAG_NAME.exec(text.slice(at + 1, at + 65))?.[0];
      if (text.startsWith(CDATA, at)) fields.add(element, text.slice(at + CDATA.length, end - 3));
      else if (!text.startsWith(COMMENT, at)) addQuoted(fields, text.slice(at, end), text[at + 1] === '!');
      element = name ?? element;
      at = text.indexOf('<', end);
      const content = text.slice(end, at < 0 ? text.length : at).trim();
      if (content !== '') fields.add(element, decodeEntities(content));
    }
    return fields.names.length === 0 ? NOTHING_FOUND : [fields];
  },
};

function endOfMarkup(text: string, at: number): number {
  const close = closeOf(text, at);
  const end = text.indexOf(close, at);
  return end < 0 ? text.length : end + close.length;
}

function closeOf(text: string, at: number): string {
  if (text.startsWith(CDATA, at)) return ']]>';
  return text.startsWith(COMMENT, at) ? '-->' : '>';
}

/** Quoted values of a tag: attributes, or in a declaration whatever is quoted. */
function addQuoted(fields: Fields, tag: string, isDeclaration: boolean): void {
  for (let at = nextQuote(tag, 0); at >= 0;) {
    const end = tag.indexOf(tag[at], at + 1);
    if (end < 0) return;
    const name = /([\w:.-]+)\s*=\s*$/.exec(tag.slice(Math.max(at - 64, 0), at))?.[1];
    if (name !== undefined || isDeclaration) fields.add(name ?? 'entity', decodeEntities(tag.slice(at + 1, end)));
    at = nextQuote(tag, end + 1);
  }
}

function nextQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text[at] === '"' || text[at] === "'") return at;
  return -1;
}
