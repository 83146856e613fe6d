/* eslint-disable no-bitwise -- keys are whole numbers */

export const KEY_LENGTH = 4;

const BLANK = 0x20;

/** The length of an input without the whitespace at its end. */
export function endOf(input: string): number {
  let end = input.length;
  while (end > 0 && input.charCodeAt(end - 1) <= BLANK) end--;
  return end;
}

/** The last four characters before a place as one number. */
export function keyBefore(text: string, at: number): number {
  let key = 0;
  for (let index = at - KEY_LENGTH; index < at; index++) key = keyAfter(key, text.charCodeAt(index));
  return key;
}

/** The key one character on; seven bits each, so that characters beyond ASCII share keys. */
export function keyAfter(key: number, character: number): number {
  return ((key << 7) | (character & 0x7f)) & 0xfffffff;
}
