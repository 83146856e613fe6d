import type { Inspect } from './verdict';

/** Prepares a path as the file system receives it, then tells whether an input left its directory. */
export function inspectPath(_path: string): Inspect {
  throw new Error('the path detector is being written: expected in the next commit');
}
