/**
 * The words of YAML 1.1, which CloudFormation reads. `ON` and `OFF` are left out: AWS has settings of that name, and a
 * template that forgets their quotes means those.
 */
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['true', 'True', 'TRUE', 'yes', 'Yes', 'YES', 'on', 'On'].map(word => [word, true] as const),
  ...['false', 'False', 'FALSE', 'no', 'No', 'NO', 'off', 'Off'].map(word => [word, false] as const),
  ...['null', 'Null', 'NULL', '~', ''].map(word => [word, null] as const),
]);

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
