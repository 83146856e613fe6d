import { escapedContent } from './escaped';
import { CODE, isPunctuation, isWordStart } from '../sql/characters';
import { contentBefore, lineComment } from '../sql/delimiters';
import { delimited, endOfNumber, endOfWord, plain, readTokens, startsNumber } from '../sql/tokenizer';
import { TOKEN, type Token, type TokenKind } from '../sql/tokens';

const EQUALS = 0x3d;

/** Cuts Lua into tokens. Never throws. */
export function tokenizeLua(text: string): Token[] {
  return readTokens(text, at => readToken(text, at));
}

function readToken(text: string, at: number): Token {
  const code = text.charCodeAt(at);
  if (isWordStart(code)) return plain(TOKEN.word, at, endOfWord(text, at));
  if (startsNumber(text, at)) return plain(TOKEN.number, at, endOfNumber(text, at));
  if (code === CODE.singleQuote || code === CODE.doubleQuote) return delimited(TOKEN.quoted, at, at + 1, escapedContent(text, at + 1, code), true);
  if (code === CODE.dash && text.charCodeAt(at + 1) === CODE.dash) {
    return longBracket(text, at, at + 2, TOKEN.comment) ?? delimited(TOKEN.comment, at, at + 2, lineComment(text, at + 2));
  }
  return longBracket(text, at, at, TOKEN.quoted) ?? plain(isPunctuation(code) ? TOKEN.punctuation : TOKEN.operator, at, at + 1);
}

/** `[[…]]`, `[==[…]==]`: no escapes, as many signs at its end as at its beginning. */
function longBracket(text: string, start: number, open: number, kind: TokenKind): Token | undefined {
  if (text.charCodeAt(open) !== CODE.openBracket) return undefined;
  let at = open + 1;
  while (text.charCodeAt(at) === EQUALS) at++;
  if (text.charCodeAt(at) !== CODE.openBracket) return undefined;
  return delimited(kind, start, at + 1, contentBefore(text, at + 1, `]${'='.repeat(at - open - 1)}]`));
}
