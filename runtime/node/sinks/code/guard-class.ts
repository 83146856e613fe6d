const { construct } = Reflect;

type Class = new (...args: unknown[]) => object;

/**
 * Puts a class in another's place that looks at its arguments first.
 *
 * Does nothing where the holder has no such class: versions and flags of Node differ.
 */
export function guardClass(holder: object, name: string, judge: (args: readonly unknown[]) => void): void {
  const classes = holder as Record<string, Class | undefined>;
  const original = classes[name];
  if (!original) return;
  const guarded: Class = new Proxy(original, {
    construct: (target, args: unknown[], newTarget) => {
      judge(args);
      return construct(target, args, newTarget === guarded ? target : newTarget) as object;
    },
  });
  classes[name] = guarded;
  /* Nor does an instance lead to the unguarded one. */
  (original.prototype as { constructor: Class }).constructor = guarded;
}
