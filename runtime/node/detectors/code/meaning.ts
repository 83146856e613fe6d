import { TOKEN, type Token } from '../sql/tokens';

/** Words that are values. */
const VALUES: ReadonlySet<string> = new Set(['true', 'false', 'null', 'undefined', 'NaN', 'Infinity']);

/** What data is written with, beside literals: JSON and what its kin allow. */
const DATA_SIGNS = '{}],:';

/** What sums are written with, beside numbers. */
const SUM_SIGNS = '+-*/%(),.';

/** Objects that hand out the process. */
const GLOBALS: ReadonlySet<string> = new Set(['process', 'globalThis', 'global']);

/**
 * Whether tokens could do something when they run.
 *
 * Data cannot, which apps read with `eval('(' + json + ')')`, nor can a sum of numbers, which calculators evaluate.
 */
export function mayRun(text: string, tokens: readonly Token[], from: number, to: number): boolean {
  return !isData(text, tokens, from, to) && !isSum(text, tokens, from, to);
}

/** Whether tokens begin to read the process from a global: `process.env`. */
export function readsGlobal(text: string, tokens: readonly Token[], from: number, to: number): boolean {
  for (let at = from; at + 1 < to; at++) {
    if (!GLOBALS.has(textOf(text, tokens[at])) || !'.['.includes(textOf(text, tokens[at + 1]))) continue;
    if (at === 0 || textOf(text, tokens[at - 1]) !== '.') return true;
  }
  return false;
}

/** Whether tokens are signs alone, of which names can be made: `(![]+[])[+[]]`. */
export function isSigns(tokens: readonly Token[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if (tokens[at].kind < TOKEN.operator) return false;
  }
  return true;
}

/** Whether as many brackets of each kind are closed as are opened. */
export function isBalanced(text: string, tokens: readonly Token[], from: number, to: number): boolean {
  const open = [0, 0, 0];
  for (let at = from; at < to; at++) {
    if (tokens[at].kind < TOKEN.operator) continue;
    const bracket = '([{)]}'.indexOf(textOf(text, tokens[at]));
    if (bracket >= 0) open[bracket % 3] += bracket < 3 ? 1 : -1;
  }
  return open.every(count => count === 0);
}

function isData(text: string, tokens: readonly Token[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if (!isDatum(text, tokens, at, from, to)) return false;
  }
  return true;
}

function isDatum(text: string, tokens: readonly Token[], at: number, from: number, to: number): boolean {
  const token = tokens[at];
  const word = textOf(text, token);
  if (token.kind === TOKEN.number) return true;
  if (token.kind === TOKEN.quoted) return token.closed && (word[0] === '"' || word[0] === "'");
  if (token.kind === TOKEN.word) return VALUES.has(word) || isKey(text, tokens, at, from, to);
  /* A list begins where a value does; behind a value the bracket reads a property, `"x"["constructor"]`. */
  if (word === '[') return at === from || '[,:'.includes(textOf(text, tokens[at - 1]));
  return DATA_SIGNS.includes(word) || isSignOfNumber(text, tokens, at, to);
}

function isSignOfNumber(text: string, tokens: readonly Token[], at: number, to: number): boolean {
  if (!'+-'.includes(textOf(text, tokens[at]))) return false;
  return at + 1 === to || tokens[at + 1].kind === TOKEN.number || textOf(text, tokens[at + 1]) === 'Infinity';
}

/** The name of a property in an object: `{ name:`. */
function isKey(text: string, tokens: readonly Token[], at: number, from: number, to: number): boolean {
  return at + 1 < to && textOf(text, tokens[at + 1]) === ':' && (at === from || '{,'.includes(textOf(text, tokens[at - 1])));
}

function isSum(text: string, tokens: readonly Token[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if (tokens[at].kind !== TOKEN.number && !SUM_SIGNS.includes(textOf(text, tokens[at]))) return false;
  }
  return true;
}

/** Tokens longer than any that is asked for are cut. */
function textOf(text: string, { start, end }: Token): string {
  return text.slice(start, Math.min(end, start + 16));
}
