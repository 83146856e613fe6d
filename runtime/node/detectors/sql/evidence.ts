import { TOKEN, closingQuote, type Token } from './tokens';
import type { Occurrence } from '../search';

/** What an occurrence of the input does to the tokens around it. */
export interface Evidence {
  /** The delimited token that the input closed: it began in its content and ended past it. */
  readonly closes?: Token;
  /** The delimited token that the input opened and did not close. */
  readonly opens?: Token;
  /** First, and one past the last, of the tokens that lie in the input in whole. */
  readonly from: number;
  readonly to: number;
  /** These are all the tokens of the statement. */
  readonly whole: boolean;
}

/** Index of the last token that starts at or before a position; -1 before the first. */
function tokenAt(tokens: readonly Token[], position: number): number {
  let low = 0;
  let high = tokens.length - 1;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    if (tokens[middle].start <= position) low = middle + 1;
    else high = middle - 1;
  }
  return high;
}

/** The token whose content an occurrence lies in: the literal of a value, the name it is a part of. */
export function containingToken(tokens: readonly Token[], { start, end }: Occurrence): Token | undefined {
  const token = tokens[tokenAt(tokens, start)];
  return token && token.contentStart <= start && end <= token.contentEnd ? token : undefined;
}

/** Reads what an occurrence that crosses tokens does to them. */
export function readEvidence(tokens: readonly Token[], { start, end }: Occurrence): Evidence {
  const first = tokenAt(tokens, start);
  const last = tokenAt(tokens, end - 1);
  const head: Token | undefined = tokens[first];
  const tail: Token | undefined = tokens[last];
  const from = head?.start === start ? first : first + 1;
  const to = tail && tail.end > end ? last : last + 1;
  return {
    closes: isDelimited(head) && head.start < start && head.end > start ? head : undefined,
    opens: isDelimited(tail) && tail.start >= start && tail.end > end ? tail : undefined,
    from,
    to: Math.max(from, to),
    whole: from === 0 && to === tokens.length,
  };
}

/** Whether an occurrence ends in what could be the first half of an escape. */
export function endsInEscape(text: string, { end }: Occurrence): boolean {
  const last = text[end - 1];
  return last === '\\' || (last === text[end] && '\'"`]'.includes(last));
}

/**
 * Whether the last character of an occurrence escapes the character after it: `\` before the app's quote,
 * or a quote beside it. The literal then goes on where the app meant to end it.
 */
export function escapesNext(text: string, token: Token, { start, end }: Occurrence): boolean {
  // A pair that the delimiter follows at once was written by the app: one broken by an input swallows that delimiter.
  if (token.kind !== TOKEN.quoted || end >= text.length || end + 1 === token.contentEnd) return false;
  for (const pair of escapePairs(text, token)) {
    if (pair + 1 === start || pair >= end) return false;
    if (pair + 1 === end) return true;
  }
  return false;
}

/** Where a token's content holds two characters that stand for one. */
function* escapePairs(text: string, token: Token): Generator<number> {
  const close = closingQuote(text, token);
  for (let at = token.contentStart; at < token.contentEnd; at++) {
    const isPair = (token.escapes && text[at] === '\\') || (text[at] === close && text[at + 1] === close);
    if (isPair) yield at++;
  }
}

function isDelimited(token: Token | undefined): token is Token {
  return token?.kind === TOKEN.quoted || token?.kind === TOKEN.comment;
}
