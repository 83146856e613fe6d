import type { Text } from '../text';

/**
 * What code gives an operation, however its language writes that. Paths as in parameters.ts: `Delete.Objects[].Key`,
 * `RequestItems{}`.
 */
export interface Input {
  /** The names of the parameters given at the top; of a list that is not wholly known, those that are. */
  readonly names: readonly string[];
  /** Whether a parameter is given; `undefined` where the code does not tell. */
  has(path: string): boolean | undefined;
  /** Every text that a parameter can be; empty where it is not given. */
  textsAt(path: string): readonly Text[];
}

/** The input of a call that nothing is known of. */
export const UNKNOWN_INPUT: Input = { has: () => undefined, textsAt: () => [], names: [] };
