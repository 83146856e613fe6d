import { NOTHING_FOUND, type Decoder } from './decoder';
import { TRAIT } from '../traits';

const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp|sol|bsol|semi|colon|num|lpar|rpar|equals|tab|newline|grave|dollar|vert));/gi;

/** By name, lower case. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"], ['nbsp', ' '], ['sol', '/'], ['bsol', '\\'], ['semi', ';'], ['colon', ':'],
  ['num', '#'], ['lpar', '('], ['rpar', ')'], ['equals', '='], ['tab', '\t'], ['newline', '\n'], ['grave', '`'], ['dollar', '$'], ['vert', '|'],
]);

const LAST_CODE_POINT = 0x10ffff;

/** Text that an app takes out of HTML or XML. */
export const entities: Decoder = {
  name: 'entities',
  some: TRAIT.ampersand,
  read(text) {
    const value = decodeEntities(text);
    return value === text ? NOTHING_FOUND : [value];
  },
};

export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (entity: string, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return NAMED.get(name.toLowerCase()) ?? entity;
    const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    return point <= LAST_CODE_POINT ? String.fromCodePoint(point) : entity;
  });
}
