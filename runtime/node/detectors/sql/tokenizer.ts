import { CODE, isBlank, isDigit, isPunctuation, isWordPart, isWordStart } from './characters';
import { contentBefore, lineComment, nestedComment, quotedContent, type Delimited } from './delimiters';
import type { LexicalRules } from './rules';
import { TOKEN, type Token, type TokenKind } from './tokens';

/** Cuts a text into tokens; whitespace is no token. Never throws. */
export type Tokenize = (text: string) => Token[];

/** Cuts a statement into tokens as a server with these rules does. */
export function tokenize(text: string, rules: LexicalRules): Token[] {
  return readTokens(text, at => readToken(text, at, rules));
}

/** Reads one token after the other, from each place that is not blank. */
export function readTokens(text: string, read: (at: number, before: Token | undefined) => Token): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (isBlank(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const token = read(at, tokens.at(-1));
    at = token.end;
    tokens.push(token);
  }
  return tokens;
}

function readToken(text: string, start: number, rules: LexicalRules): Token {
  const code = text.charCodeAt(start);
  if (isWordStart(code)) return readWord(text, start, rules);
  if (startsNumber(text, start)) return plain(TOKEN.number, start, endOfNumber(text, start));
  if (isPunctuation(code)) return plain(TOKEN.punctuation, start, start + 1);
  return readQuoted(text, start, code, rules)
    ?? readComment(text, start, code, rules)
    ?? readParameter(text, start, code)
    ?? plain(TOKEN.operator, start, start + 1);
}

export function plain(kind: TokenKind, start: number, end: number): Token {
  return { kind, start, end, contentStart: start, contentEnd: end, closed: true, escapes: false };
}

export function delimited(kind: TokenKind, start: number, contentStart: number, found: Delimited, escapes = false): Token {
  return { kind, start, end: found.end, contentStart, contentEnd: found.contentEnd, closed: found.closed, escapes };
}

/** A name or keyword, or a string that a letter introduces. */
function readWord(text: string, start: number, rules: LexicalRules): Token {
  const end = endOfWord(text, start);
  if (!rules.escapeStrings || end > start + 1 || text.charCodeAt(end) !== CODE.singleQuote || !'eE'.includes(text[start])) {
    return plain(TOKEN.word, start, end);
  }
  return delimited(TOKEN.quoted, start, end + 1, quotedContent(text, end + 1, CODE.singleQuote, true), true);
}

function readQuoted(text: string, start: number, code: number, rules: LexicalRules): Token | undefined {
  const close = closingQuote(code, rules);
  if (close !== 0) {
    const escapes = rules.backslashEscapes && (code === CODE.singleQuote || code === CODE.doubleQuote);
    return delimited(TOKEN.quoted, start, start + 1, quotedContent(text, start + 1, close, escapes), escapes);
  }
  if (code !== CODE.dollar || !rules.dollarQuotes) return undefined;
  const contentStart = endOfDollarTag(text, start);
  if (contentStart === 0) return undefined;
  return delimited(TOKEN.quoted, start, contentStart, contentBefore(text, contentStart, text.slice(start, contentStart)));
}

function closingQuote(code: number, rules: LexicalRules): number {
  if (code === CODE.singleQuote || code === CODE.doubleQuote) return code;
  if (code === CODE.backtick && rules.backticks) return code;
  return code === CODE.openBracket && rules.brackets ? CODE.closeBracket : 0;
}

/** The position after `$tag$`, or zero where none stands. */
function endOfDollarTag(text: string, start: number): number {
  let at = start + 1;
  if (isDigit(text.charCodeAt(at))) return 0;
  while (isWordPart(text.charCodeAt(at)) && text.charCodeAt(at) !== CODE.dollar) at++;
  return text.charCodeAt(at) === CODE.dollar ? at + 1 : 0;
}

function readComment(text: string, start: number, code: number, rules: LexicalRules): Token | undefined {
  const next = text.charCodeAt(start + 1);
  if (code === CODE.hash && rules.hashComments) return delimited(TOKEN.comment, start, start + 1, lineComment(text, start + 1));
  if (code === CODE.dash && next === CODE.dash && (!rules.spacedDashes || endsDashes(text, start + 2))) {
    return delimited(TOKEN.comment, start, start + 2, lineComment(text, start + 2));
  }
  if (code !== CODE.slash || next !== CODE.asterisk) return undefined;
  const executed = rules.executableComments ? startOfExecuted(text, start + 2) : 0;
  if (executed > 0) return plain(TOKEN.operator, start, executed);
  const found = rules.nestedComments ? nestedComment(text, start + 2) : contentBefore(text, start + 2, '*/');
  return delimited(TOKEN.comment, start, start + 2, found);
}

/** The position after the `!` of a comment that MySQL executes, or after the `M!` of one that MariaDB does; zero elsewhere. */
function startOfExecuted(text: string, at: number): number {
  const mark = text[at] === 'M' ? at + 1 : at;
  return text.charCodeAt(mark) === CODE.exclamation ? mark + 1 : 0;
}

function endsDashes(text: string, at: number): boolean {
  return at >= text.length || isBlank(text.charCodeAt(at));
}

function readParameter(text: string, start: number, code: number): Token | undefined {
  const next = text.charCodeAt(start + 1);
  if (code === CODE.question) return plain(TOKEN.parameter, start, start + 1);
  if (code === CODE.dollar && isWordPart(next)) return plain(TOKEN.parameter, start, endOfWord(text, start + 1));
  if (code === CODE.at || (code === CODE.colon && text.charCodeAt(start - 1) !== CODE.colon)) {
    return isWordStart(next) ? plain(TOKEN.parameter, start, endOfWord(text, start + 1)) : undefined;
  }
  return undefined;
}

export function startsNumber(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isDigit(code) || (code === CODE.dot && isDigit(text.charCodeAt(at + 1)));
}

/** Digits with what clings to them: `0x1F`, `1e3`, `1.5`, the `01T10` of a date. */
export function endOfNumber(text: string, start: number): number {
  let at = start;
  while (isWordPart(text.charCodeAt(at)) || text.charCodeAt(at) === CODE.dot) at++;
  return at;
}

export function endOfWord(text: string, start: number): number {
  let at = start;
  while (isWordPart(text.charCodeAt(at))) at++;
  return at;
}
