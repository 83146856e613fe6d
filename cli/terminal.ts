import type { Host } from './host';

/** Colours only in a terminal that shows them, and never with `NO_COLOR`. */
export function hasColour({ isTerminal, env }: Host): boolean {
  return isTerminal && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
}
