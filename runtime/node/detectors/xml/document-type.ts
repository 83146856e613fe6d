/** What the internal part of a document's type declares (XML 1.0, section 2.8). */
export interface DocumentType {
  /** Entities that are kept elsewhere, by where their declaration says so. */
  readonly external: ReadonlyArray<{ readonly name: string; readonly at: number }>;
  /** Entities with their texts, by `&name` or `%name`. */
  readonly internal: ReadonlyMap<string, InternalEntity>;
  /** Where it ends, and the document itself begins. */
  readonly end: number;
}

export interface InternalEntity {
  readonly at: number;
  readonly value: string;
}

const BLANKS = /[\s\ufeff]*/y;
const TYPE = '<!DOCTYPE';
const BOUND = /[[>"']/g;
/** What is looked for inside: all else declares other things. */
const PART = /<!--|<\?|["'\]]|<!ENTITY\s+(%\s+)?([^\s"'%&;<>]+)\s+(?:(?:SYSTEM|PUBLIC)\s|(["']))/g;
/** Behind the word: identifiers, and the mark of what is no XML and is not read. */
const IDENTIFIERS = /\s*(?:"[^"]*"|'[^']*')(?:\s*(?:"[^"]*"|'[^']*'))?\s*(NDATA\s)?/y;
const DECLARES = /<!ENTITY\s+(?:%\s+)?[^\s"'%&;<>]+\s+(?:SYSTEM|PUBLIC)\s/;
const CHARACTER = /&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi;
const CLOSINGS: ReadonlyMap<string, string> = new Map([['<!--', '-->'], ['<?', '?>'], ['"', '"'], ["'", "'"]]);

/** Reads the declarations of entities; undefined where a document has none of its own. */
export function readDocumentType(text: string): DocumentType | undefined {
  const start = internalPart(text);
  return start === undefined ? undefined : new Reader(text, start);
}

/** Where the internal part of the type begins. */
function internalPart(text: string): number | undefined {
  let at: number | undefined = typeAt(text);
  while (at !== undefined) {
    BOUND.lastIndex = at;
    const bound: string | undefined = BOUND.exec(text)?.[0];
    if (bound === '[') return BOUND.lastIndex;
    at = bound === undefined || bound === '>' ? undefined : behind(text, bound, BOUND.lastIndex);
  }
  return undefined;
}

/** Comments and instructions may stand before a type, and hold what looks like one. */
function typeAt(text: string): number | undefined {
  let at: number | undefined = 0;
  while (at !== undefined) {
    BLANKS.lastIndex = at;
    BLANKS.exec(text);
    const { lastIndex } = BLANKS;
    if (text.startsWith(TYPE, lastIndex)) return lastIndex;
    const closing = CLOSINGS.get(text.slice(lastIndex, lastIndex + 4)) ?? CLOSINGS.get(text.slice(lastIndex, lastIndex + 2));
    at = closing === undefined ? undefined : behind(text, closing, lastIndex + 2);
  }
  return undefined;
}

/** The place behind what closes something; undefined where nothing does. */
function behind(text: string, closing: string, from: number): number | undefined {
  const at = text.indexOf(closing, from);
  return at < 0 ? undefined : at + closing.length;
}

class Reader implements DocumentType {
  public readonly external: Array<{ name: string; at: number }> = [];
  public readonly internal = new Map<string, InternalEntity>();
  public readonly end: number;

  public constructor(private readonly text: string, start: number) {
    let at: number | undefined = start;
    let end = start;
    while (at !== undefined) {
      end = at;
      at = this.part(at);
    }
    this.end = end;
  }

  /** The place behind the next part; undefined behind the last one. */
  private part(from: number): number | undefined {
    PART.lastIndex = from;
    const part = PART.exec(this.text);
    if (!part || part[0] === ']') return undefined;
    const [found, percent = '&', name, quote] = part;
    const start = PART.lastIndex;
    const closing = CLOSINGS.get(found) ?? quote;
    if (closing === undefined) return this.outside(name, start);
    const end = behind(this.text, closing, start);
    if (name === undefined || end === undefined) return end;
    const value = this.text.slice(start, end - 1);
    /* What stands in an entity of declarations is declared where that is named. */
    if (percent[0] === '%' && DECLARES.test(decoded(value))) this.external.push({ name, at: start });
    const key = `${percent[0]}${name}`;
    /* The first declaration of a name holds. */
    if (!this.internal.has(key)) this.internal.set(key, { at: part.index, value });
    return end;
  }

  private outside(name: string, start: number): number {
    IDENTIFIERS.lastIndex = start;
    const identifiers = IDENTIFIERS.exec(this.text);
    if (identifiers?.[1] === undefined) this.external.push({ name, at: start });
    return start + (identifiers?.[0].length ?? 0);
  }
}

function decoded(value: string): string {
  return value.replace(CHARACTER, (all, hexadecimal?: string, decimal?: string) => {
    const code = hexadecimal === undefined ? Number(decimal) : parseInt(hexadecimal, 16);
    return code < 0x80 ? String.fromCharCode(code) : all;
  });
}
