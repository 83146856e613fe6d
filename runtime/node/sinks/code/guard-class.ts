import { standInFor } from '../replace';

const { construct } = Reflect;

type Class = new (...args: unknown[]) => object;

/**
 * Puts a class in another's place that looks at its arguments first, and may give others.
 *
 * Does nothing where the holder has no such class: versions and flags of Node differ.
 */
export function guardClass(holder: object, name: string, judge: (args: readonly unknown[]) => readonly unknown[] | void): void {
  const classes = holder as Record<string, Class | undefined>;
  const original = classes[name];
  if (!original) return;
  const guarded: Class = new Proxy(standInFor(original), Object.freeze({
    /* Nor does what was planted on every object. */
    __proto__: null,
    construct: (_: Class, args: unknown[], newTarget: object) => {
      const given = judge(args) ?? args;
      return construct(original, given, newTarget === guarded ? original : newTarget as Class) as object;
    },
  } as ProxyHandler<Class>));
  classes[name] = guarded;
  /* Nor does an instance lead to the unguarded one. */
  (original.prototype as { constructor: Class }).constructor = guarded;
}
