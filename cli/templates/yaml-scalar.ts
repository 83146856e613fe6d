/** YAML 1.1, which CloudFormation reads. */
const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...['true', 'yes', 'on'].flatMap(word => spellings(word).map(spelling => [spelling, true] as const)),
  ...['false', 'no', 'off'].flatMap(word => spellings(word).map(spelling => [spelling, false] as const)),
  ...['null', '~', ''].flatMap(word => spellings(word).map(spelling => [spelling, null] as const)),
]);

function spellings(word: string): readonly string[] {
  return [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)];
}

/**
 * What a plain scalar means: a truth, nothing, a number, or its text.
 *
 * A number only where it is written as it would be printed: an account `012345678901` or a version `1.10` is a text.
 * So is a date: `2012-10-17`.
 */
export function plainScalar(text: string): string | number | boolean | null {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const number = Number(text);
  return Number.isFinite(number) && String(number) === text ? number : text;
}
