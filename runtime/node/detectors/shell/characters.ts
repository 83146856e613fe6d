/** Character codes of the shell's grammar. */
export const CODE = {
  tab: 0x09,
  newline: 0x0a,
  space: 0x20,
  doubleQuote: 0x22,
  hash: 0x23,
  dollar: 0x24,
  ampersand: 0x26,
  singleQuote: 0x27,
  openParenthesis: 0x28,
  closeParenthesis: 0x29,
  asterisk: 0x2a,
  colon: 0x3a,
  semicolon: 0x3b,
  less: 0x3c,
  greater: 0x3e,
  question: 0x3f,
  openBracket: 0x5b,
  backslash: 0x5c,
  backtick: 0x60,
  openBrace: 0x7b,
  pipe: 0x7c,
  closeBrace: 0x7d,
  tilde: 0x7e,
} as const;

const SPECIAL = 1;
const NAME = 2;
const DIGIT = 4;

const CLASSES = new Uint8Array(128);
for (const character of ' \t\n"#$&\'()*:;<>?[\\`{|}~') CLASSES[character.charCodeAt(0)] = SPECIAL;
for (let code = 0x41; code <= 0x5a; code++) CLASSES[code] = CLASSES[code + 0x20] = NAME;
CLASSES[0x5f] = NAME;
for (let code = 0x30; code <= 0x39; code++) CLASSES[code] = DIGIT;

/** Characters that the scanner must look at; all others stand for themselves. */
export function isSpecial(code: number): boolean {
  return code < 128 && CLASSES[code] === SPECIAL;
}

export function isNameStart(code: number): boolean {
  return code < 128 && CLASSES[code] === NAME;
}

export function isNamePart(code: number): boolean {
  return code < 128 && CLASSES[code] >= NAME;
}

export function isBlank(code: number): boolean {
  return code === CODE.space || code === CODE.tab;
}

/** Ends a word where it is not quoted; past the end of the text counts as well. */
export function endsWord(code: number): boolean {
  return Number.isNaN(code) || isBlank(code) || isOperator(code);
}

export function isOperator(code: number): boolean {
  switch (code) {
    case CODE.newline:
    case CODE.ampersand:
    case CODE.openParenthesis:
    case CODE.closeParenthesis:
    case CODE.semicolon:
    case CODE.less:
    case CODE.greater:
    case CODE.pipe:
      return true;
    default:
      return false;
  }
}
