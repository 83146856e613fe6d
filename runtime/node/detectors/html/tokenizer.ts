/** An attribute of a tag: where its name and its value stand in the text. */
export interface Attribute {
  /** Lower case. */
  readonly name: string;
  readonly start: number;
  readonly valueStart: number;
  /** Equal to the start where there is no value. */
  readonly valueEnd: number;
}

/** A tag, or the text of an element whose content is no markup. */
export interface HtmlToken {
  readonly kind: 'open' | 'close' | 'raw';
  /** Lower case; of a raw text, that of its element. */
  readonly name: string;
  readonly start: number;
  /** Exclusive; the length of the text where it is not closed. */
  readonly end: number;
  /** Of a raw text, those of its element. */
  readonly attributes: readonly Attribute[];
}

/** Elements whose text ends with their own end tag alone. */
const RAW_TEXT: ReadonlySet<string> = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes', 'plaintext']);

const LETTER = /[a-zA-Z]/;
const COMMENT = '<!--';

/**
 * Cuts HTML into tags, with attributes, and the texts of `script`, `style` and the like, as browsers do.
 *
 * Source of the states: the HTML standard, "Tokenization". Character references are left as they are; CDATA sections in `svg`
 * are read as comments are. In linear time.
 */
export function tokenizeHtml(text: string): readonly HtmlToken[] {
  const tokens: HtmlToken[] = [];
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const next = text[at + 1];
    if (next === '!' || next === '?') at = endOfComment(text, at);
    else if (next === '/' && !isLetter(text[at + 2])) at = endOf(text, '>', at + 2);
    else if (next !== '/' && !isLetter(next)) at++;
    else at = addTag(text, at, tokens);
  }
  return tokens;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && LETTER.test(character);
}

/** A comment, or what browsers read as one. */
function endOfComment(text: string, at: number): number {
  if (!text.startsWith(COMMENT, at)) return endOf(text, '>', at);
  /* `<!-->` and `<!--->` are complete. */
  if (text[at + 4] === '>') return at + 5;
  if (text.startsWith('->', at + 4)) return at + 6;
  for (let dashes = text.indexOf('--', at + 4); dashes >= 0; dashes = text.indexOf('--', dashes + 1)) {
    if (text[dashes + 2] === '>') return dashes + 3;
    if (text.startsWith('!>', dashes + 2)) return dashes + 4;
  }
  return text.length;
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end + mark.length;
}

/** @returns where what follows the tag, and the raw text behind it, begins */
function addTag(text: string, start: number, tokens: HtmlToken[]): number {
  const kind = text[start + 1] === '/' ? 'close' : 'open';
  const nameStart = start + (kind === 'close' ? 2 : 1);
  const nameEnd = skip(text, nameStart, isOfTagName);
  const name = text.slice(nameStart, nameEnd).toLowerCase();
  const attributes: Attribute[] = [];
  const end = readAttributes(text, nameEnd, attributes);
  tokens.push({ kind, name, start, end, attributes });
  if (kind === 'close' || !RAW_TEXT.has(name)) return end;
  const rawEnd = endOfRawText(text, name, end);
  tokens.push({ kind: 'raw', name, start: end, end: rawEnd, attributes });
  return rawEnd;
}

/** @returns where the tag ends */
function readAttributes(text: string, from: number, attributes: Attribute[]): number {
  for (let at = skip(text, from, isBlankOrSlash); at < text.length; at = skip(text, at, isBlankOrSlash)) {
    if (text[at] === '>') return at + 1;
    at = readAttribute(text, at, attributes);
  }
  return text.length;
}

/** @returns where it ends, with its closing quote */
function readAttribute(text: string, start: number, attributes: Attribute[]): number {
  /* An equals sign at the start of a name is one of its characters. */
  const nameEnd = skip(text, start + 1, isOfAttributeName);
  const name = text.slice(start, nameEnd).toLowerCase();
  const equals = skip(text, nameEnd, isBlank);
  if (text[equals] !== '=') {
    attributes.push({ name, start, valueStart: nameEnd, valueEnd: nameEnd });
    return nameEnd;
  }
  const value = skip(text, equals + 1, isBlank);
  const quote = text[value];
  if (quote !== '"' && quote !== "'") {
    const valueEnd = skip(text, value, isOfUnquotedValue);
    attributes.push({ name, start, valueStart: value, valueEnd });
    return valueEnd;
  }
  const close = text.indexOf(quote, value + 1);
  const valueEnd = close < 0 ? text.length : close;
  attributes.push({ name, start, valueStart: value + 1, valueEnd });
  return valueEnd + 1;
}

/** Where the end tag of an element begins; its name is compared in any case. */
function endOfRawText(text: string, name: string, from: number): number {
  for (let at = text.indexOf('</', from); at >= 0; at = text.indexOf('</', at + 2)) {
    const end = at + 2 + name.length;
    if (text.slice(at + 2, end).toLowerCase() === name && !isOfTagName(text.charCodeAt(end))) return at;
  }
  return text.length;
}

function skip(text: string, from: number, isSkipped: (unit: number) => boolean): number {
  let at = from;
  while (at < text.length && isSkipped(text.charCodeAt(at))) at++;
  return at;
}

const SLASH = 0x2f;
const EQUALS = 0x3d;
const CLOSE = 0x3e;

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x09 || unit === 0x0d || unit === 0x0c;
}

function isBlankOrSlash(unit: number): boolean {
  return isBlank(unit) || unit === SLASH;
}

/** Behind the last character there is no number. */
function isOfTagName(unit: number): boolean {
  return !isBlankOrSlash(unit) && unit !== CLOSE && !Number.isNaN(unit);
}

function isOfAttributeName(unit: number): boolean {
  return !isBlankOrSlash(unit) && unit !== CLOSE && unit !== EQUALS;
}

function isOfUnquotedValue(unit: number): boolean {
  return !isBlank(unit) && unit !== CLOSE;
}
