import { CODE } from './characters';
import { TOKEN, type Token } from './tokens';

/** Words that may follow a term of ORDER BY. */
const ORDER_WORDS: ReadonlySet<string> = new Set(['asc', 'desc', 'nulls', 'first', 'last']);

/** Characters that join the parts of one written value: a date, a phone number, an address, a kebab-case name. */
const JOINTS = '-.:/@';

/** What an operator word does to the words around it makes an expression, however short. */
const OPERATOR_WORDS: ReadonlySet<string> = new Set([
  'or', 'and', 'xor', 'not', 'is', 'like', 'ilike', 'rlike', 'regexp', 'glob', 'match', 'in', 'between', 'div', 'mod', 'union', 'except', 'intersect',
]);

/**
 * Whether tokens are what an app takes for a value or a name: a number, a column, a list of them, an order.
 *
 * `-5`, `name`, `orders.id, name desc`, `2024-01-31`. Anything else in the place of a value is an expression.
 */
export function isPlainTerms(text: string, tokens: readonly Token[], from: number, to: number): boolean {
  let afterTerm = false;
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    if (!afterTerm) {
      if (isSign(text, token) || isComma(text, token)) continue;
      if (!isTerm(text, token)) return false;
      afterTerm = true;
      continue;
    }
    if (token.kind === TOKEN.word && ORDER_WORDS.has(wordOf(text, token))) continue;
    const joined = token.kind !== TOKEN.word && isJoint(text, tokens, at, to);
    if (!joined && !isComma(text, token) && !clings(text, token)) return false;
    afterTerm = clings(text, token);
  }
  return true;
}

/** Whether tokens hold a word that works on its neighbours, such as OR. */
export function hasOperatorWord(text: string, tokens: readonly Token[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if (tokens[at].kind === TOKEN.word && OPERATOR_WORDS.has(wordOf(text, tokens[at]))) return true;
  }
  return false;
}

function wordOf(text: string, token: Token): string {
  return text.slice(token.start, Math.min(token.end, token.start + 12)).toLowerCase();
}

function isTerm(text: string, token: Token): boolean {
  if (token.kind === TOKEN.word || token.kind === TOKEN.number || token.kind === TOKEN.parameter) return true;
  return text.charCodeAt(token.start) === CODE.asterisk;
}

function isSign(text: string, token: Token): boolean {
  return token.kind === TOKEN.operator && '+-'.includes(text[token.start]);
}

function isComma(text: string, token: Token): boolean {
  return token.kind === TOKEN.punctuation && text.charCodeAt(token.start) === CODE.comma;
}

/** `.5` after a number, `@name` after a name: the tokenizer parted what was written as one. */
function clings(text: string, token: Token): boolean {
  return (token.kind === TOKEN.number && text.charCodeAt(token.start) === CODE.dot) || token.kind === TOKEN.parameter;
}

/** A joint with a term on either side and no whitespace; a slash joins numbers only, in a date, never `1/0`. */
function isJoint(text: string, tokens: readonly Token[], at: number, to: number): boolean {
  const token = tokens[at];
  if (token.end !== token.start + 1 || !JOINTS.includes(text[token.start])) return false;
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  if (at + 1 >= to || before.end !== token.start || after.start !== token.end) return false;
  if (text.charCodeAt(token.start) !== CODE.slash) return isTerm(text, after);
  return before.kind === TOKEN.number && after.kind === TOKEN.number && text[after.start] !== '0';
}
