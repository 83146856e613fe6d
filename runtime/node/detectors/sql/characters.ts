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

const ASCII = 128;

const digits = classOf('0123456789');
const letters = classOf('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_');
const wordParts = classOf('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789$');
const punctuation = classOf('(),;.');

/** One lookup a character: the tokenizer's speed is this table's. */
function classOf(characters: string): Uint8Array {
  const members = new Uint8Array(ASCII);
  for (const character of characters) members[character.charCodeAt(0)] = 1;
  return members;
}

export function isDigit(code: number): boolean {
  return digits[code] === 1;
}

/** Letters, the underscore, and everything beyond ASCII, which all servers accept in names. */
export function isWordStart(code: number): boolean {
  return code >= ASCII || letters[code] === 1;
}

export function isWordPart(code: number): boolean {
  return code >= ASCII || wordParts[code] === 1;
}

export function isPunctuation(code: number): boolean {
  return punctuation[code] === 1;
}

export function isBlank(code: number): boolean {
  return code <= CODE.space;
}
