/** A function of unknown signature. */
export type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Puts a function in another's place: name, length and properties stay, so that the app sees no difference.
 *
 * Does nothing where the holder has no such function: versions of Node differ.
 */
export function replace(holder: object, name: string, replacement: (original: AnyFunction) => AnyFunction): void {
  const original: unknown = (holder as Record<string, unknown>)[name];
  if (typeof original !== 'function') return;
  const inherited = Object.getOwnPropertyDescriptor(holder, name);
  const value = Object.defineProperties(replacement(original as AnyFunction), Object.getOwnPropertyDescriptors(original));
  Object.defineProperty(holder, name, { configurable: true, enumerable: true, writable: true, ...inherited, value });
}
