import type { Evidence } from './evidence';
import { hasOperatorWord, isPlainTerms } from './plain-terms';
import { TOKEN, type Token, type TokenKind } from './tokens';

/** How far evidence goes: anything but `conclusive` could be the app's own text, which happens to equal the input. */
export type Weight = 'none' | 'delimiters' | 'short' | 'conclusive';

/** From this number of tokens on, no app text equals an input by chance. */
const CONCLUSIVE = 5;

/** Weighs evidence: does the input hold more than a value or a name? */
export function weigh(text: string, tokens: readonly Token[], evidence: Evidence): Weight {
  const { closes, opens, from, to, whole } = evidence;
  if (closes) return endsItsLine(evidence) ? 'none' : weighDelimiters(tokens, evidence);
  // A lone `BEGIN` may be a value of the same name; of two words and more the input chose the verb.
  if (whole && to - from > 1 && tokens[0].kind === TOKEN.word) return 'conclusive';
  if (opens?.kind === TOKEN.comment || holds(tokens, from, to, TOKEN.comment)) return weighComment(evidence);
  return opens || holds(tokens, from, to, TOKEN.quoted) ? weighDelimiters(tokens, evidence) : weighTerms(text, tokens, evidence);
}

/** The input holds the delimiters of literals or quoted names; alone, they may be the app's beside an escaped one. */
function weighDelimiters(tokens: readonly Token[], { opens, from, to }: Evidence): Weight {
  if (to - from >= CONCLUSIVE) return 'conclusive';
  return opens?.kind === TOKEN.comment || holdsOperand(tokens, from, to) ? 'short' : 'delimiters';
}

function weighTerms(text: string, tokens: readonly Token[], { from, to }: Evidence): Weight {
  if (!holdsOperand(tokens, from, to) || isPlainTerms(text, tokens, from, to)) return 'none';
  if (to - from >= CONCLUSIVE) return 'conclusive';
  return isExpression(text, tokens, from, to) ? 'short' : 'none';
}

/** An input in a line comment that ends with its line has closed nothing but that comment. */
function endsItsLine({ closes, opens, from, to }: Evidence): boolean {
  return closes?.kind === TOKEN.comment && closes.contentEnd === closes.end && from === to && !opens;
}

/** A comment beside anything else cuts the statement off; alone it may be the app's own, or an empty value written `--`. */
function weighComment({ opens, from, to }: Evidence): Weight {
  return to - from + (opens ? 1 : 0) > 1 ? 'conclusive' : 'none';
}

/**
 * Up to four tokens: a single one, or one word beside another, is a name with an alias or a clause of the app's.
 * An operator word, an operator between two operands or a value followed by words is an expression.
 */
function isExpression(text: string, tokens: readonly Token[], from: number, to: number): boolean {
  if (hasOperatorWord(text, tokens, from, to)) return to - from > 1;
  if (to - from < 3) return false;
  return tokens[from].kind === TOKEN.number || holds(tokens, from, to, TOKEN.operator) || holds(tokens, from, to, TOKEN.punctuation);
}

function holds(tokens: readonly Token[], from: number, to: number, kind: TokenKind): boolean {
  for (let at = from; at < to; at++) if (tokens[at].kind === kind) return true;
  return false;
}

/** A word, number, literal, comment or parameter; a literal counts from two characters on, the app's `''` is none. */
function holdsOperand(tokens: readonly Token[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const { kind, contentStart, contentEnd } = tokens[at];
    if (kind < TOKEN.operator && (kind !== TOKEN.quoted || contentEnd > contentStart)) return true;
  }
  return false;
}
