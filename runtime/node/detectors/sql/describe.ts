import type { Evidence } from './evidence';
import { TOKEN, type Token } from './tokens';

/** Tokens named in a finding. */
const NAMED = 6;
const LONGEST_NAME = 24;

/** Says in words what the input changed in the statement. */
export function describe(text: string, tokens: readonly Token[], evidence: Evidence): string {
  const { closes, opens, from, to, whole } = evidence;
  if (whole) return `the input is the whole statement: ${names(text, tokens, from, to)}`;
  const steps: string[] = [];
  if (closes) steps.push(`closed the ${delimitedName(text, closes)} it was placed in`);
  if (to > from) steps.push(`added ${to - from === 1 ? 'the token' : `${to - from} tokens:`} ${names(text, tokens, from, to)}`);
  if (opens) steps.push(`opened a ${delimitedName(text, opens)}`);
  return steps.join(', ');
}

/** What an input did that ended with one half of an escape. */
export function describeEscape(text: string, token: Token): string {
  return `its last character escaped the delimiter after it, so the ${delimitedName(text, token)} went on past its end`;
}

function names(text: string, tokens: readonly Token[], from: number, to: number): string {
  const shown = tokens.slice(from, Math.min(to, from + NAMED));
  const named = shown.map(({ start, end }) => shorten(text.slice(start, Math.min(end, start + LONGEST_NAME + 1))));
  return `${named.join(' ')}${to - from > NAMED ? ' …' : ''}`;
}

function shorten(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
}

function delimitedName(text: string, token: Token): string {
  if (token.kind === TOKEN.comment) return 'comment';
  const quote = text[token.contentStart - 1];
  return quote === "'" || quote === '$' ? 'string literal' : `text quoted by ${quote}`;
}
