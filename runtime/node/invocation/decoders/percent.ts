import { NOTHING_FOUND, type Decoder } from './decoder';
import { TRAIT } from '../traits';

const { from } = Buffer;

export const percent: Decoder = {
  name: 'percent',
  some: TRAIT.percent,
  read(text) {
    const value = decodePercent(text);
    return value === text ? NOTHING_FOUND : [value];
  },
};

/** As forms are decoded: a plus is a space. */
export const plus: Decoder = {
  name: 'plus',
  some: TRAIT.plus,
  read: text => [decodePercent(text.replaceAll('+', ' '))],
};

/** Decodes what is valid and leaves the rest, as lenient parsers do. */
function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9a-f]{2})+/gi, run => from(run.replaceAll('%', ''), 'hex').toString());
}
