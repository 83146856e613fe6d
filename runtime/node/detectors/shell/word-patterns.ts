import { endsWord, isNamePart } from './characters';

/** How far a closing bracket or brace is looked for; a pattern in a real command is short, and a flood stays linear. */
const LOOKAHEAD = 64;

/** Whether a character makes its word a file name pattern; a question mark that ends its word is taken for punctuation. */
export function isGlob(text: string, at: number): boolean {
  if (text[at] === '*') return true;
  if (text[at] === '?') return !endsWord(text.charCodeAt(at + 1));
  return text[at] === '[' && hasBracketGlob(text, at);
}

/** Whether `[` opens a character class that its word closes. */
function hasBracketGlob(text: string, at: number): boolean {
  for (let end = at + 1; end < at + LOOKAHEAD; end++) {
    if (endsWord(text.charCodeAt(end))) return false;
    if (text[end] === ']') return end > at + 1;
  }
  return false;
}

/** Whether `{` opens a list or a range that its word closes. */
export function hasBraceExpansion(text: string, at: number): boolean {
  let several = false;
  for (let end = at + 1; end < at + LOOKAHEAD; end++) {
    if (endsWord(text.charCodeAt(end))) return false;
    if (text[end] === '}') return several;
    several ||= text[end] === ',' || (text[end] === '.' && text[end + 1] === '.');
  }
  return false;
}

/**
 * Whether an unquoted `&` only parts the parameters of a URL: `…?a=1&b=2`.
 *
 * The shell takes what follows for an assignment and runs nothing. A name in capitals is not let through, since one such
 * as PATH steers the commands that the app wrote after it.
 */
export function isHarmlessAmpersand(text: string, wordStart: number, at: number): boolean {
  let name = at + 1;
  while (isNamePart(text.charCodeAt(name)) && name < at + LOOKAHEAD) name++;
  if (text[name] !== '=' || !/^[a-z_]\w*[a-z]|^[a-z]/.test(text.slice(at + 1, name))) return false;
  const word = text.slice(Math.max(wordStart, at - LOOKAHEAD), at);
  return word.includes('=') || word.includes('?');
}
