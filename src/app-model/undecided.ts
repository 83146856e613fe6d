import type { Value } from './value';

/**
 * Whether anything that was read is not to be known from the templates: whoever judges asks, so that "nothing was found"
 * and "nothing could be found" are two verdicts.
 *
 * Reading tells it here, since rules read in a hundred ways and none of them has to say so by itself.
 */
let isSeen = false;

/** Whether a value is not wholly known, or not at all. */
function isUndecided(value: Value): boolean {
  return value.kind === 'unknown' || (value.kind === 'text' && value.parts.some(({ kind }) => kind === 'unknown'));
}

/** To be told of every value that somebody looks into. */
export function noteUndecided(value: Value): void {
  if (!isSeen && isUndecided(value)) isSeen = true;
}

/** What a reading gives, and whether it met a value that is not known. */
export function heeding<T>(read: () => T): { readonly result: T; readonly isUndecided: boolean } {
  const before = isSeen;
  isSeen = false;
  try {
    return { result: read(), isUndecided: isSeen };
  } finally {
    isSeen = before;
  }
}

/** A reading for everybody, such as an index over the whole model: what it meets is not the matter of who asks first. */
export function unheeded<T>(read: () => T): T {
  return heeding(read).result;
}
