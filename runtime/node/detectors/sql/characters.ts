/** Character codes the tokenizer reads. */
export const CODE = {
  newline: 0x0a,
  space: 0x20,
  exclamation: 0x21,
  doubleQuote: 0x22,
  hash: 0x23,
  dollar: 0x24,
  singleQuote: 0x27,
  openParenthesis: 0x28,
  closeParenthesis: 0x29,
  asterisk: 0x2a,
  comma: 0x2c,
  dash: 0x2d,
  dot: 0x2e,
  slash: 0x2f,
  colon: 0x3a,
  semicolon: 0x3b,
  question: 0x3f,
  at: 0x40,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  underscore: 0x5f,
  backtick: 0x60,
} as const;

const DIGIT = 1;
const LETTER = 2;
const PUNCTUATION = 4;

const CLASSES = new Uint8Array(128);
for (let code = 0x30; code <= 0x39; code++) CLASSES[code] = DIGIT;
for (let code = 0x41; code <= 0x5a; code++) CLASSES[code] = CLASSES[code + 0x20] = LETTER;
CLASSES[CODE.underscore] = LETTER;
for (const code of [CODE.openParenthesis, CODE.closeParenthesis, CODE.comma, CODE.semicolon, CODE.dot]) CLASSES[code] = PUNCTUATION;

export function isDigit(code: number): boolean {
  return code < 128 && CLASSES[code] === DIGIT;
}

/** Letters, the underscore, and everything beyond ASCII, which all servers accept in names. */
export function isWordStart(code: number): boolean {
  return code >= 128 || CLASSES[code] === LETTER;
}

export function isWordPart(code: number): boolean {
  return code >= 128 || CLASSES[code] === LETTER || CLASSES[code] === DIGIT || code === CODE.dollar;
}

export function isPunctuation(code: number): boolean {
  return code < 128 && CLASSES[code] === PUNCTUATION;
}

export function isBlank(code: number): boolean {
  return code <= CODE.space;
}
