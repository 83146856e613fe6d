import type * as Readers from './readers';

let loaded: typeof Readers | undefined;

/** The protocols' readers, loaded with the first connection that speaks one of them. */
export function readers(): typeof Readers {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  loaded ??= require('./readers') as typeof Readers;
  return loaded;
}
