import type * as Declared from './conduct';

/** What judges declared behaviours, loaded where something was declared, or was done that is told of everywhere. */
export function conduct(): typeof Declared {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./conduct') as typeof Declared;
}
