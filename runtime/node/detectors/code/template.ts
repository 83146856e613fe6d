/** A text read as a template. */
export interface TemplateParts {
  /** What stands between its delimiters and is more than a name. */
  readonly parts: readonly string[];
  /** A word of each text around them: a template becomes code as a whole. */
  readonly anchors: readonly string[];
  /** They are lines of pug, which a pair such as `q= 1 + 1` could be too. */
  readonly areLines: boolean;
}

/** The delimiters that template engines have: ejs, lodash, eta; handlebars, nunjucks, doT; pug and template literals. */
const DELIMITERS: ReadonlyArray<readonly [open: string, close: string]> = [
  ['<%', '%>'], ['{{', '}}'], ['{%', '%}'], ['#{', '}'], ['!{', '}'], ['${', '}'], ['<?', '?>'],
];

/** Parts that are looked at. */
const MAX_PARTS = 32;

/** Marks beside a delimiter that say what to do with the value. */
const MARKS = /^[-=_~!#&?%@:]+|[-_~%]+$/g;

/** A line of pug that is code, or whose value is: `- code`, `p= value`, `!= value`; without the blank it would be any pair of a query. */
const CODE_LINE = /^[ \t]*(?:-|[\w.#]*!?=)[ \t]+(\S[^\n]*)$/gm;

const MORE_THAN_A_WORD = /[^\w$\s]/;

/** A word that no engine changes on its way into a literal. */
const ANCHOR = /[A-Za-z0-9]{4,32}/;

/** Reads a text as a template; undefined where it has no part that could be code. */
export function templateParts(text: string): TemplateParts | undefined {
  const parts: string[] = [];
  const anchors: string[] = [];
  for (const [open, close] of DELIMITERS) {
    if (!text.includes(open)) continue;
    const rest = cut(text, open, close, parts);
    /* Of the text around nested delimiters another pair's reading is as good. */
    if (anchors.length === 0) anchors.push(...rest.flatMap(anchorOf));
  }
  if (parts.length > 0) return { parts, anchors, areLines: false };
  return codeLines(text);
}

/** Files the parts between a pair of delimiters, and returns what is around them. */
function cut(text: string, open: string, close: string, parts: string[]): string[] {
  const rest: string[] = [];
  let at = 0;
  for (let count = 0; count < MAX_PARTS; count++) {
    const start = text.indexOf(open, at);
    const end = start < 0 ? -1 : text.indexOf(close, start + open.length);
    if (end < 0) break;
    rest.push(text.slice(at, start));
    const part = text.slice(start + open.length, end).replace(MARKS, '').trim();
    if (MORE_THAN_A_WORD.test(part)) parts.push(part);
    at = end + close.length;
  }
  rest.push(text.slice(at));
  return rest;
}

function anchorOf(text: string): string[] {
  const anchor = ANCHOR.exec(text);
  return anchor ? [anchor[0]] : [];
}

function codeLines(text: string): TemplateParts | undefined {
  const parts: string[] = [];
  for (const [, line] of text.matchAll(CODE_LINE)) {
    if (parts.length < MAX_PARTS && MORE_THAN_A_WORD.test(line)) parts.push(line.trim());
  }
  return parts.length > 0 ? { parts, anchors: text.split('\n').filter(line => !line.includes('=') && !line.includes('-')).flatMap(anchorOf), areLines: true } : undefined;
}
