import { LEXICAL_RULES } from '../../detectors/sql/rules';
import { tokenize } from '../../detectors/sql/tokenizer';
import { TOKEN, type Token } from '../../detectors/sql/tokens';

/**
 * A statement's tokens, one letter each, so that the grammar of what follows a closed literal is a short pattern:
 *
 * `1` number or constant, `s` literal, `o` literal left open, `w` word, `n` dotted name, `C` name of a catalogue, `v` variable,
 * `V` variable of the server, `f` call of a function of databases, `g` of another, `d` of one that waits, `D` WAITFOR,
 * `=` comparison, `l` LIKE or IN, `i` IS, `+` other operator, `&` AND or OR, `|` the same as signs, `U` UNION, `S` SELECT,
 * `F` FROM, `W` WHERE, `H` HAVING, `B` ORDER BY or GROUP BY, `L` LIMIT, `I` INTO OUTFILE, `X` a statement with its object,
 * `x` its first word alone, `Y` a procedure of the server, `k` CASE, `e` WHEN, `c` a comment to the end, `q` one in words;
 * punctuation stands for itself.
 */
export type Shape = string;

/** What follows a closed literal, or begins a value, decides. */
const MAX_TOKENS = 96;
const MAX_CHARACTERS = 1024;

/** What some server takes for a comment or a quotation, MySQL's mostly: nobody knows which one would run it. */
const ANY_SERVER = { ...LEXICAL_RULES.mysql, spacedDashes: false };

const CLASSES: ReadonlyArray<readonly [letter: string, words: string]> = [
  ['&', 'and,or,xor'],
  ['', 'not,all,distinct,as,binary'],
  ['1', 'null,true,false'],
  ['l', 'like,rlike,regexp,in,between,ilike'],
  ['i', 'is'],
  ['+', 'div,mod'],
  ['U', 'union,except,intersect'],
  ['S', 'select'],
  ['F', 'from'],
  ['W', 'where'],
  ['H', 'having'],
  ['L', 'limit'],
  ['B', 'order by,group by'],
  ['I', 'into outfile,into dumpfile'],
  ['D', 'waitfor delay,waitfor time'],
  ['X', 'drop table,drop database,create table,create user,create or,alter table,truncate table,insert into,delete from'],
  ['Y', 'exec xp_cmdshell,exec master,execute immediate,procedure analyse'],
  ['x', 'drop,insert,delete,update,exec,execute,create,alter,truncate,shutdown,declare,call,begin,grant,desc,if,iif,set,add'],
  ['k', 'case'],
  ['e', 'when,then,else'],
];
/** First words of what only a statement begins or goes on with. */
export const STATEMENT_WORDS = CLASSES.filter(([letter]) => '&USFWHBIDXYxkl1'.includes(letter) && letter !== '').flatMap(([, words]) => words.split(',').map(word => word.split(' ')[0])).join('|');

const LETTERS = new Map(CLASSES.flatMap(([letter, words]) => words.split(',').map(word => [word, letter])));

const WAITS = /^(?:pg_)?sleep$|^benchmark$|^receive_message$|^randomblob$/;
const FUNCTION = /^(?:n?char|chr|ascii|(?:group_)?concat\w*|substr\w*|(?:un)?hex|elt|\w+_set|convert|cast|i+f|version|user|database|sysdate|now|load_file|extractvalue|updatexml|xmltype|exp|md5|count|(?:name|current|aes|regexp|crypt|json|utl|dbms|pg|xp)_\w+|upper|row|a?(?:sin|cos|tan)|r?l?trim|mid|(?:en|de)code|(?:un)?compress|coalesce|rand|greatest|least|nullif|ifnull|floor)$/;
const CATALOGUE = /^(?:information_schema|pg_catalog|sys(?:objects|columns|users|ibm|tables)|all_(?:tables|users)|rdb\$\w*|sqlite_master|dual)$/;
/** `1union`, and `50000select` behind `/*!`. */
const NUMBER_AND_WORD = /^[\d.]*\d([a-z_]{2,})$/;
const WORDS = /[a-z]{2}[\w']* ?[a-z]{2}/;
/** Bytes that are blanks in some character sets, as a reader of UTF-8 sees them. */
const FOREIGN_BLANK = /[\ufffd\xa0]/g;

/** The shape of a text from a position on. */
export function shapeOf(text: string, from: number): Shape {
  const part = text.slice(from, from + MAX_CHARACTERS).replace(FOREIGN_BLANK, ' ').toLowerCase();
  const tokens = tokenize(part, ANY_SERVER);
  const count = Math.min(tokens.length, MAX_TOKENS);
  let shape = '';
  for (let at = 0; at < count; at++) {
    const pair = tokens[at].kind === TOKEN.word && at + 1 < count ? LETTERS.get(`${wordAt(part, tokens[at])} ${wordAt(part, tokens[at + 1])}`) : undefined;
    if (pair !== undefined) at++;
    shape += pair ?? letterOf(part, tokens[at], at + 1 === tokens.length);
  }
  /* A dotted name is one name, a cast of PostgreSQL nothing. */
  return shape.replace(/::w/g, '').replace(/[wn]?\.+([fgd])/g, '$1').replace(/C(?:\.+.)+/g, 'C').replace(/w(?:\.+.)+/g, 'n');
}

/** Servers allow blanks before the parenthesis. */
function isCalledAt(text: string, end: number): boolean {
  return text[end] === '(' || (text[end] === ' ' && text[end + 1] === '(' && end + 2 >= text.trimEnd().length);
}

function wordAt(text: string, { start, end }: Token): string {
  return text.slice(start, end);
}

function letterOf(text: string, token: Token, isLast: boolean): string {
  const word = wordAt(text, token);
  switch (token.kind) {
    case TOKEN.word: return wordLetter(word, isCalledAt(text, token.end));
    case TOKEN.number: return numberLetter(word, text[token.start - 1] === '!');
    case TOKEN.quoted: return quotedLetter(word, token);
    case TOKEN.comment: return isLast ? commentLetter(word, token) : '';
    case TOKEN.parameter: return parameterLetter(word, text[token.start - 1]);
    case TOKEN.operator: return operatorLetter(word, text[token.start - 1], text[token.end]);
    default: return word;
  }
}

function quotedLetter(word: string, { closed }: Token): string {
  if (word.startsWith('`')) return 'w';
  return closed ? 's' : 'o';
}

function parameterLetter(word: string, before: string): string {
  if (word === '?') return '=';
  return before === '@' ? 'V' : 'v';
}

function wordLetter(word: string, isCalled: boolean): string {
  if (WAITS.test(word)) return 'd';
  if (isCalled && FUNCTION.test(word)) return 'f';
  const known = LETTERS.get(word);
  if (known !== undefined) return known;
  if (isCalled) return 'g';
  return CATALOGUE.test(word) ? 'C' : 'w';
}

function numberLetter(text: string, isVersion: boolean): string {
  const word = NUMBER_AND_WORD.exec(text)?.[1];
  if (word === undefined) return '1';
  const known = LETTERS.get(word);
  if (known === undefined) return 'w';
  return isVersion ? known : `1${known}`;
}

/** `'#id'`, `'#ffffff'`. */
const SELECTOR = /^#[\w-]+['"]/;

/** One in words may be a signature: `" -- somebody`. */
function commentLetter(text: string, token: Token): string {
  if (token.closed && text[0] === '/') return '';
  if (SELECTOR.test(text)) return 'q';
  return WORDS.test(text) ? 'q' : 'c';
}

function operatorLetter(sign: string, before: string, after: string): string {
  if (sign.length > 1 || sign === '@' || isEndOfExecuted(sign, before, after)) return '';
  if (sign === ':') return sign;
  if ((sign === '|' || sign === '&') && (sign === before || sign === after)) return '|';
  return '=<>!~^'.includes(sign) ? '=' : '+';
}

/** Of a comment that MySQL executes. */
function isEndOfExecuted(sign: string, before: string, after: string): boolean {
  return (sign === '*' && after === '/') || (sign === '/' && before === '*');
}
