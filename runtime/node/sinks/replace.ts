/** A function of unknown signature. */
export type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** Called in a function's place, with the `this` and the arguments of the call. */
export type Instead = (original: AnyFunction, self: unknown, args: unknown[]) => unknown;

const { freeze, defineProperties, getOwnPropertyDescriptors, getPrototypeOf, setPrototypeOf } = Object;

/**
 * Puts a function in another's place: a Proxy, so that name, length and properties stay without copying any.
 *
 * Does nothing where the holder has no such function: versions of Node differ.
 *
 * @param isHidden - whether code of the app may want the original back; costs one more frame in the stacks of errors
 */
export function replace(holder: object, name: string, instead: Instead, isHidden = false): void {
  const functions = holder as Record<string, unknown>;
  const original = functions[name];
  if (typeof original !== 'function') return;
  functions[name] = isHidden ? hiddenBehind(instead, original as AnyFunction) : new Proxy(original as AnyFunction, new Traps(instead));
}

function hiddenBehind(instead: Instead, original: AnyFunction): AnyFunction {
  return new Proxy(standInFor(original), freeze(new Traps((_, self, args) => instead(original, self, args))));
}

/** A function that shows what another shows and does nothing: `util.inspect` with `showProxy` hands out what stands behind a Proxy. */
export function standInFor<T extends object>(original: T): T {
  const shown: PropertyDescriptorMap = getOwnPropertyDescriptors(original);
  const standIn = 'prototype' in shown ? function (): void { /* Never called. */ } : () => undefined;
  setPrototypeOf(standIn, getPrototypeOf(original) as object);
  return defineProperties(standIn, shown) as unknown as T;
}

/** The traps of a Proxy. */
class Traps {
  public constructor(public readonly apply: Instead) {}
}

/* What an attacker plants on `Object.prototype` under the name of a trap must not be one. */
Object.setPrototypeOf(Traps.prototype, null);
