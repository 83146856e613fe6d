/** A here-document: lines that are read as input up to one that is the delimiter. */
export interface HereDocument {
  readonly delimiter: string;
  /** `<<-`: tabs before the delimiter are ignored. */
  readonly indented: boolean;
  /** The delimiter was quoted: nothing in the body is expanded. */
  readonly literal: boolean;
}

const OPERATOR = /<<(-?)[ \t]*(?:'([^'\n]{1,128})'|"([^"\n]{1,128})"|(\\?)([\w.-]{1,128}))/y;

/** The here-document that a `<` announces; of `<<<`, a here-string, and of a plain redirection there is none. */
export function announcedDocument(text: string, at: number): HereDocument | undefined {
  if (text[at - 1] === '<' || text[at + 1] !== '<' || text[at + 2] === '<') return undefined;
  OPERATOR.lastIndex = at;
  const match = OPERATOR.exec(text);
  if (!match) return undefined;
  const [, dash, single, double, backslash, bare] = match;
  return { delimiter: single ?? double ?? bare, indented: dash === '-', literal: bare === undefined || backslash !== '' };
}

/** Whether the line that starts here is the document's delimiter. */
export function endsDocument(text: string, { delimiter, indented }: HereDocument, at: number): boolean {
  if (at > 0 && text[at - 1] !== '\n') return false;
  let start = at;
  while (indented && text[start] === '\t') start++;
  if (!text.startsWith(delimiter, start)) return false;
  const end = start + delimiter.length;
  return end === text.length || text[end] === '\n';
}
