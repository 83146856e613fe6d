import { NOTHING_FOUND, type Decoder } from './decoder';
import { TRAIT } from '../traits';

const MAX_TAILS = 6;

/** What most paths do not hold; the tails of the others are found as parts. */
const MORE_THAN_A_PATH = /[^\w/.-]|\.\./;

/** What an app that takes a path apart is left with: everything after its first, second … slash. */
export const tail: Decoder = {
  name: 'tail',
  some: TRAIT.startsPath,
  read(text) {
    if (!text.startsWith('/') || !MORE_THAN_A_PATH.test(text)) return NOTHING_FOUND;
    const tails: string[] = [];
    for (let slash = 0; slash >= 0 && slash < text.length - 1 && tails.length < MAX_TAILS;) {
      tails.push(text.slice(slash + 1));
      slash = text.indexOf('/', slash + 1);
    }
    return tails;
  },
};
