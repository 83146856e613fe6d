/** Patterns repeat over a whole app; a regular expression is made once for each. */
const compiled = new Map<string, RegExp>();
const MAX_COMPILED = 5000;

/** Whether an action is one of a pattern's; case does not count in actions. */
export function matchesAction(pattern: string, action: string): boolean {
  return expression(pattern, 'is').test(action);
}

/** Whether a resource is one of a pattern's; a resource that is a pattern itself is only covered as a whole. */
export function matchesResource(pattern: string, resource: string): boolean {
  return pattern === resource || expression(pattern, 's').test(resource);
}

/** `*` is any text, `?` one character. */
function expression(pattern: string, flags: string): RegExp {
  const key = `${flags} ${pattern}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  if (compiled.size >= MAX_COMPILED) compiled.clear();
  // Runs of `*` are one: `a*****b` would backtrack without end.
  const source = pattern.replace(/\*+/g, '*').replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '[^*]');
  const made = new RegExp(`^${source}$`, flags);
  compiled.set(key, made);
  return made;
}
