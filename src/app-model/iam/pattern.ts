/** Patterns repeat over a whole app; a regular expression is made once for each. */
const compiled = new Map<string, RegExp>();
const MAX_COMPILED = 5000;

/**
 * Whether an IAM pattern (`*`, `?`, any case) covers a text, which may be a pattern itself: `s3:*` covers `s3:Get*`,
 * not the other way round.
 */
export function covers(pattern: string, text: string): boolean {
  return regularExpression(pattern).test(text);
}

function regularExpression(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  if (compiled.size >= MAX_COMPILED) compiled.clear();
  // Runs of `*` are one: `a*****b` would backtrack without end.
  const source = pattern.replace(/\*+/g, '*').replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '[^*]');
  const expression = new RegExp(`^${source}$`, 'is');
  compiled.set(pattern, expression);
  return expression;
}
