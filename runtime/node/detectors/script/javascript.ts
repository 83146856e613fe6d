import { escapedContent } from './escaped';
import { CODE, isPunctuation, isWordStart } from '../sql/characters';
import { contentBefore, lineComment, type Delimited } from '../sql/delimiters';
import { delimited, endOfNumber, endOfWord, plain, readTokens, startsNumber } from '../sql/tokenizer';
import { TOKEN, type Token } from '../sql/tokens';

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Words after which a slash begins a regular expression; after any other word it divides. */
const BEFORE_EXPRESSION: ReadonlySet<string> = new Set(['return', 'typeof', 'case', 'in', 'of', 'delete', 'void', 'throw', 'new', 'else', 'do']);

/** Slashes that could have begun a regular expression and did not; each costs a look at the rest of its line. */
const DOUBTS = 64;

/** Cuts JavaScript into tokens. Never throws. */
export function tokenizeJavaScript(text: string): Token[] {
  const reader = new Reader(text);
  return readTokens(text, (at, before) => reader.read(at, before));
}

class Reader {
  /** Braces open in each expression of a template literal, the innermost last. */
  private readonly expressions: number[] = [];
  private doubts = 0;

  public constructor(private readonly text: string) {}

  public read(at: number, before: Token | undefined): Token {
    const { text } = this;
    const code = text.charCodeAt(at);
    if (isWordStart(code) || code === CODE.dollar) return plain(TOKEN.word, at, endOfWord(text, at));
    if (startsNumber(text, at)) return plain(TOKEN.number, at, endOfNumber(text, at));
    if (code === CODE.singleQuote || code === CODE.doubleQuote) return quoted(at, escapedContent(text, at + 1, code));
    if (code === CODE.backtick) return this.template(at);
    if (code === CODE.slash) return this.slash(at, before);
    if (code === OPEN_BRACE || code === CLOSE_BRACE) return this.brace(at, code);
    return plain(isPunctuation(code) ? TOKEN.punctuation : TOKEN.operator, at, at + 1);
  }

  private brace(at: number, code: number): Token {
    const last = this.expressions.length - 1;
    if (last >= 0 && code === CLOSE_BRACE && this.expressions[last] === 0) {
      this.expressions.pop();
      return this.template(at);
    }
    if (last >= 0) this.expressions[last] += code === OPEN_BRACE ? 1 : -1;
    return plain(TOKEN.punctuation, at, at + 1);
  }

  /** A template literal up to its end, or up to an expression in it. */
  private template(start: number): Token {
    const { text } = this;
    for (let at = start + 1; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === CODE.backtick) return quoted(start, { contentEnd: at, end: at + 1, closed: true });
      if (code === CODE.dollar && text.charCodeAt(at + 1) === OPEN_BRACE) {
        this.expressions.push(0);
        return quoted(start, { contentEnd: at, end: at + 2, closed: true });
      }
      if (code === CODE.backslash) at++;
    }
    return quoted(start, { contentEnd: text.length, end: text.length, closed: false });
  }

  private slash(at: number, before: Token | undefined): Token {
    const { text } = this;
    const next = text.charCodeAt(at + 1);
    if (next === CODE.slash) return delimited(TOKEN.comment, at, at + 2, lineComment(text, at + 2));
    if (next === CODE.asterisk) return delimited(TOKEN.comment, at, at + 2, contentBefore(text, at + 2, '*/'));
    const divides = plain(TOKEN.operator, at, at + 1);
    if (this.endsOperand(before) || this.doubts >= DOUBTS) return divides;
    const end = endOfRegularExpression(text, at + 1);
    if (end === 0) {
      this.doubts++;
      return divides;
    }
    return quoted(at, { contentEnd: end - 1, end, closed: true });
  }

  private endsOperand(token: Token | undefined): boolean {
    if (!token) return false;
    if (token.kind === TOKEN.word) return !BEFORE_EXPRESSION.has(this.text.slice(token.start, Math.min(token.end, token.start + 8)));
    if (token.kind === TOKEN.punctuation) return this.text.charCodeAt(token.start) === CODE.closeParenthesis;
    return token.kind !== TOKEN.operator || this.text.charCodeAt(token.start) === CODE.closeBracket;
  }
}

/** A token between delimiters of one character, the last of which a backslash escapes. */
function quoted(start: number, found: Delimited): Token {
  return delimited(TOKEN.quoted, start, start + 1, found, true);
}

/** The position after the slash that ends a regular expression on its line; zero where none does. */
function endOfRegularExpression(text: string, from: number): number {
  let inClass = false;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === CODE.newline) return 0;
    if (code === CODE.backslash) at++;
    else if (code === CODE.openBracket) inClass = true;
    else if (code === CODE.closeBracket) inClass = false;
    else if (code === CODE.slash && !inClass) return at + 1;
  }
  return 0;
}
