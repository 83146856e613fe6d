import type * as Structure from './structure';

let loaded: typeof Structure | undefined;

/** What judges the structure of answers, documents and objects: loaded by functions that make such. */
export function structure(): typeof Structure {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  loaded ??= require('./structure') as typeof Structure;
  return loaded;
}
