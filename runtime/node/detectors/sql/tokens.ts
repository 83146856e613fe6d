/** Kinds of tokens; a number since one statement makes many. */
export const TOKEN = {
  word: 1,
  number: 2,
  /** A string or a quoted name: anything between delimiters. */
  quoted: 3,
  comment: 4,
  /** `$1`, `?`, `:name`, `@name`. */
  parameter: 5,
  operator: 6,
  /** `( ) , ; .` */
  punctuation: 7,
} as const;
export type TokenKind = (typeof TOKEN)[keyof typeof TOKEN];

/** One token of a statement. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** What lies between the delimiters of a quoted token or a comment; the whole token elsewhere. */
  readonly contentStart: number;
  readonly contentEnd: number;
  /** False where the text ended inside a quoted token or a block comment. */
  readonly closed: boolean;
  /** The content takes backslash escapes. */
  readonly escapes: boolean;
}

/** The character that ends a quoted token, and that is doubled in its content. */
export function closingQuote(text: string, token: Token): string {
  const open = text[token.contentStart - 1];
  return open === '[' ? ']' : open;
}
