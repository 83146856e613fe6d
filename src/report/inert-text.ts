/**
 * Characters that a terminal or an editor obeys, or that nobody sees: control characters with their escape sequences,
 * marks of direction, joiners and other format characters, line and paragraph separators, halves of surrogate pairs.
 * Names in a template are whatever somebody wrote there: CWE-150, CWE-1007.
 */
const OBEYED = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** The text with every such character written out, as `\u{202e}`: what it says is what is seen. */
export function visible(text: string): string {
  return text.replace(OBEYED, character => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** JSON with such characters escaped: the same data, harmless where somebody prints the file. */
export function inertJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(OBEYED, character => character === '\n' ? character : escaped(character));
}

/** JSON knows code units only. */
function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}

/** What readers need of a text that may be as long as a file; the middle is left out. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  // Characters, not code units: half a pair is no text.
  const characters = [...text];
  const half = Math.floor((length - 1) / 2);
  return [...characters.slice(0, half), '…', ...characters.slice(-half)].join('');
}
