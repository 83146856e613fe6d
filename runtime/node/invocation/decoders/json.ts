import { NOTHING_FOUND, type Decoder } from './decoder';
import { TRAIT } from '../traits';

const { parse } = JSON;

export const json: Decoder = {
  name: 'json',
  some: TRAIT.startsJson,
  read(text) {
    try {
      return [parse(text) as unknown];
    } catch {
      return NOTHING_FOUND;
    }
  },
};
