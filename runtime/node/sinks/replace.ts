/** A function of unknown signature. */
export type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** Called in a function's place, with the `this` and the arguments of the call. */
export type Instead = (original: AnyFunction, self: unknown, args: unknown[]) => unknown;

/**
 * Puts a function in another's place: a Proxy, so that name, length and properties stay without copying any.
 *
 * Does nothing where the holder has no such function: versions of Node differ.
 */
export function replace(holder: object, name: string, instead: Instead): void {
  const functions = holder as Record<string, unknown>;
  const original = functions[name];
  if (typeof original === 'function') functions[name] = new Proxy(original as AnyFunction, new Traps(instead));
}

/** The traps of a Proxy. */
class Traps {
  public constructor(public readonly apply: Instead) {}
}

/* What an attacker plants on `Object.prototype` under the name of a trap must not be one. */
Object.setPrototypeOf(Traps.prototype, null);
