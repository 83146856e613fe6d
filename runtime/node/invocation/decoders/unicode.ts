import { NOTHING_FOUND, type Decoder } from './decoder';

/** Where characters begin that have a compatible form among the ASCII ones, such as full-width letters and signs. */
const COMPATIBLE = /[\u2000-\uffff]/;

/** What is left once an app, or its database, makes characters compatible: a full-width quote becomes a quote. */
export const unicode: Decoder = {
  name: 'unicode',
  read(text) {
    if (!COMPATIBLE.test(text)) return NOTHING_FOUND;
    const normalized = text.normalize('NFKC');
    return normalized === text ? NOTHING_FOUND : [normalized];
  },
};
