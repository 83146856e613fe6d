import { NOTHING_FOUND, type Decoder } from './decoder';

const { parse } = JSON;

export const json: Decoder = {
  name: 'json',
  read(text) {
    if (!startsJson(text)) return NOTHING_FOUND;
    try {
      return [parse(text) as unknown];
    } catch {
      return NOTHING_FOUND;
    }
  },
};

/** Whether a text could be JSON that holds strings. */
export function startsJson(text: string): boolean {
  let at = 0;
  while (text.charCodeAt(at) <= BLANK) at++;
  const first = text.charCodeAt(at);
  return first === OBJECT || first === LIST || first === STRING;
}

const OBJECT = 0x7b;
const LIST = 0x5b;
const STRING = 0x22;
const BLANK = 0x20;
