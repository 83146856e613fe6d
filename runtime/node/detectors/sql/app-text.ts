import type { Tokenize } from './tokenizer';
import { TOKEN, closingQuote, type Token } from './tokens';
import type { Occurrence } from '../search';

/**
 * Whether the statement would be whole with a plain word in the input's place.
 *
 * A place that leaves a literal or a comment open is none where the app put a value: the occurrence is the app's own
 * text, or one half of an escape that the app wrote.
 */
export function isWholeWithout(text: string, { start, end }: Occurrence, tokenize: Tokenize): boolean {
  return tokenize(`${text.slice(0, start)}x${text.slice(end)}`).every(token => token.closed);
}

/** Whether a literal's value holds the input: the app escaped it, and other occurrences are chance. */
export function isLiteralValue(text: string, tokens: readonly Token[], input: string): boolean {
  return tokens.some(token => token.kind === TOKEN.quoted && token.end - token.start > input.length && valueOf(text, token).includes(input));
}

function valueOf(text: string, token: Token): string {
  const content = text.slice(token.contentStart, token.contentEnd);
  const close = closingQuote(text, token);
  const undoubled = content.replaceAll(close + close, close);
  return token.escapes ? undoubled.replace(/\\([^])/g, '$1') : undoubled;
}
