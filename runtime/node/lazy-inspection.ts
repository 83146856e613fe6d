import type * as Inspection from './inspection';

let loaded: typeof Inspection | undefined;

/** The guard's larger half, loaded when first asked for: reading it costs a cold start milliseconds. */
export function inspection(): typeof Inspection {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  loaded ??= require('./inspection') as typeof Inspection;
  return loaded;
}
