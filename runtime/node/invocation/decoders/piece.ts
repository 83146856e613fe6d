/* eslint-disable no-bitwise -- traits are sets in whole numbers */
import { NOTHING_FOUND, type Decoder } from './decoder';
import { TRAIT } from '../traits';

/** What only a shell reads, and what no other text than one that is meant for it has without a blank. */
const SHELL_SYNTAX = /\$[({]|`|[;|&]\w|&&|\|\|/;

/** What apps split values at. */
const SEPARATOR = /[@/,:?#= ]/g;

/** Longer texts are documents; an address, a URL or a list is short. */
const LONGEST = 512;
const SHORTEST_PIECE = 4;
const MAX_CUTS = 12;
const MAX_PIECES = 16;

/**
 * What an app is left with that splits a value and keeps a part from between: the host of `git@$(id).example:a/b`.
 *
 * Its beginnings and ends are found as they are; only where a piece can reach a shell is it worth an input of its own.
 */
export const piece: Decoder = {
  name: 'piece',
  some: TRAIT.shell | TRAIT.ampersand,
  read(text) {
    if (text.length > LONGEST || !SHELL_SYNTAX.test(text)) return NOTHING_FOUND;
    const cuts = Array.from(text.matchAll(SEPARATOR), ({ index }) => index).slice(0, MAX_CUTS);
    const pieces: string[] = [];
    for (const [order, start] of cuts.entries()) {
      for (const end of cuts.slice(order + 1)) {
        const part = text.slice(start + 1, end);
        if (part.length >= SHORTEST_PIECE && SHELL_SYNTAX.test(part)) pieces.push(part);
      }
    }
    return pieces.slice(0, MAX_PIECES);
  },
};
