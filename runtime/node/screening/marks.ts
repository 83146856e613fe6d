/* eslint-disable no-bitwise -- a set of marks is one number */

/** Characters without which a text can be no attack of some class. */
export const MARK = {
  quote: 1,
  angle: 2,
  parenthesis: 4,
  separator: 8,
  dollar: 16,
  brace: 32,
  percent: 64,
  slash: 128,
  equals: 256,
  colon: 512,
  /** `- # @ * ,`: what SQL is made of besides. */
  sign: 1024,
  bracket: 2048,
  control: 4096,
  /** Two of them in a row. */
  dots: 8192,
  underscores: 16384,
} as const;

const ASCII = 128;
const MARKS = new Uint16Array(ASCII);
const CHARACTERS = [
  ['\'"`', MARK.quote], ['<>', MARK.angle], ['()', MARK.parenthesis], [';|&', MARK.separator], ['$', MARK.dollar], ['{}', MARK.brace], ['%', MARK.percent],
  ['/\\', MARK.slash], ['=', MARK.equals], [':', MARK.colon], ['-#@*,', MARK.sign], ['[]', MARK.bracket], ['\0\r\n', MARK.control],
] as const;
for (const [characters, mark] of CHARACTERS) for (const character of characters) MARKS[character.charCodeAt(0)] |= mark;

const DOT = 0x2e;
const UNDERSCORE = 0x5f;

/** Reads a text once for what it holds: most hold nothing that any detector has to look at. */
export function marksOf(text: string): number {
  let marks = 0;
  let before = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < ASCII) marks |= MARKS[unit];
    if (unit === before) {
      if (unit === DOT) marks |= MARK.dots;
      else if (unit === UNDERSCORE) marks |= MARK.underscores;
    }
    before = unit;
  }
  return marks;
}
