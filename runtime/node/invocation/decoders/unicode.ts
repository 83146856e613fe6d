import { NOTHING_FOUND, type Decoder } from './decoder';
import { TRAIT } from '../traits';

/** What is left once an app, or its database, makes characters compatible: a full-width quote becomes a quote. */
export const unicode: Decoder = {
  name: 'unicode',
  some: TRAIT.wide,
  read(text) {
    const normalized = text.normalize('NFKC');
    return normalized === text ? NOTHING_FOUND : [normalized];
  },
};
