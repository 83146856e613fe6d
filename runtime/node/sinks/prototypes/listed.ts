const [object, list, callable, text] = [Object.prototype, Array.prototype, Function.prototype, String.prototype];

/**
 * Whether an enumeration of JavaScript's own prototypes meets nothing, as in most processes.
 *
 * Each has an enumeration of its own: engines remember what one of them met, and need half the time.
 */
export function isNothingListed(): boolean {
  /* eslint-disable guard-for-in, @typescript-eslint/no-unused-vars -- whatever there is counts */
  for (const _ in object) return false;
  for (const _ in list) return false;
  for (const _ in callable) return false;
  for (const _ in text) return false;
  /* eslint-enable guard-for-in, @typescript-eslint/no-unused-vars */
  return true;
}
