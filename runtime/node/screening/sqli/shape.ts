import { tokenize } from '../../detectors/sql/tokenizer';
import type { LexicalRules } from '../../detectors/sql/rules';
import { TOKEN, type Token } from '../../detectors/sql/tokens';

/**
 * The letters of a shape. One a token, so that the grammar of what follows a closed literal is a short pattern:
 *
 * `1` number or constant, `s` literal, `o` literal that is left open, `w` word, `n` dotted name, `C` name of a catalogue,
 * `v` variable, `V` variable of the server, `f` call of a function of databases, `g` call of another, `d` call that waits,
 * `D` WAITFOR, `=` comparison, `l` LIKE, IN and their kind, `+` other operator, `&` AND, OR, `|` the same as signs, `U` UNION, `S` SELECT, `F` FROM, `W` WHERE, `H` HAVING,
 * `B` ORDER BY or GROUP BY, `L` LIMIT, `I` INTO OUTFILE, `X` a statement with its object, `x` the first word of one,
 * `Y` EXEC of a system procedure, `P` PROCEDURE ANALYSE, `k` CASE, `e` WHEN, THEN, ELSE, `c` a comment to the end.
 */
export type Shape = string;

/** Tokens of one shape; what follows a closed literal or begins a value decides. */
const MAX_TOKENS = 96;
const MAX_CHARACTERS = 1024;

/** All that some server takes for a comment or a quotation, MySQL's mostly: nobody knows which one runs the statement. */
const ANY_SERVER: LexicalRules = {
  backslashEscapes: true,
  escapeStrings: false,
  dollarQuotes: false,
  backticks: true,
  brackets: false,
  nestedComments: false,
  hashComments: true,
  spacedDashes: false,
  executableComments: true,
};

const WORDS = new Map<string, string>();
const WORD_CLASSES = [
  ['&', 'and or xor'], ['', 'not all distinct as binary by'], ['1', 'null true false'], ['l', 'like rlike regexp in between ilike glob similar is'],
  ['+', 'div mod collate'], ['U', 'union except intersect'], ['S', 'select'], ['F', 'from'], ['W', 'where'], ['H', 'having'], ['L', 'limit'],
  ['x', 'drop insert delete update exec execute create alter truncate shutdown declare call begin grant revoke desc describe merge replace copy load if iif set use show print add'],
  ['k', 'case'], ['e', 'when then else'],
] as const;
for (const [letter, words] of WORD_CLASSES) for (const word of words.split(' ')) WORDS.set(word, letter);

/** Two words that are one. */
const PAIRS: ReadonlyArray<readonly [first: RegExp, second: RegExp, letter: string]> = [
  [/^(?:order|group)$/, /^by$/, 'B'],
  [/^into$/, /^(?:out|dump)file$/, 'I'],
  [/^waitfor$/, /^(?:delay|time)$/, 'D'],
  [/^(?:drop|create|alter|truncate|replace)$/, /^(?:table|database|procedure|function|user|index|view|login|schema|role|trigger|column|or)$/, 'X'],
  [/^(?:insert|replace|merge)$/, /^into$/, 'X'],
  [/^delete$/, /^from$/, 'X'],
  [/^exec(?:ute)?$/, /^(?:xp_|sp_|master)/, 'Y'],
  [/^load$/, /^data$/, 'X'],
  [/^procedure$/, /^analyse$/, 'P'],
];
const FIRST_OF_PAIR = /^(?:order|group|into|waitfor|drop|create|alter|truncate|insert|replace|merge|delete|exec|execute|load|procedure)$/;

const WAITS = /^(?:pg_)?sleep$|^(?:benchmark|receive_message|randomblob|sleep_for)$/;
const FUNCTION = new RegExp(`^(?:${[
  'sin|cos|tan|trim|rand|mid|uncompress|find_in_set|ascii|char|chr|n?char|concat(?:_ws)?|group_concat|string_agg|substr(?:ing)?|mid|l?r?trim|length|len|hex|unhex|ord|l?pad|rpad|elt|make_set|find_in_set|field',
  'convert|cast|ifnull|nvl|coalesce|nullif|if|iif|version|user|database|schema|current_(?:user|setting|database)|session_user|system_user|db_name|user_name',
  'load_file|extractvalue|updatexml|xmltype|exp|floor|rand|md5|sha1|count|sum|min|max|row_count|name_const|aes_(?:en|de)crypt|regexp_substring|crypt_key|json_\\w+',
  'utl_\\w+|dbms_\\w+|pg_\\w+|xp_\\w+|to_char|upper|lower|generate_series|sysdate|now|instr|locate|position|reverse|right|left|repeat|sqlite_\\w+|row|values|get_host_address',
].join('|')})$`);
const CATALOGUE = /^(?:information_schema|pg_catalog|sys(?:objects|columns|users|databases|ibm|tables)?|all_(?:tables|users|tab_columns)|rdb\$\w*|sqlite_master|mysql|dual|master|v\$\w*|pg_\w+|user_tables)$/;

/** The shape of a text from a position on. */
export function shapeOf(text: string, from: number): Shape {
  const part = text.slice(from, from + MAX_CHARACTERS).replace(BLANK_OF_BYTES, ' ');
  return new Reader(part, tokenize(part, ANY_SERVER)).read();
}

/** A byte that only some character sets know, as a blank of theirs. */
const BLANK_OF_BYTES = /[\ufffd\xa0]/g;
/** `1union`, and `50000select` behind `/*!`. */
const NUMBER_AND_WORD = /^[\d.]*\d([a-z_]{2,})$/i;

class Reader {
  private shape = '';
  private at = 0;

  public constructor(private readonly text: string, private readonly tokens: readonly Token[]) {}

  public read(): Shape {
    const end = Math.min(this.tokens.length, MAX_TOKENS);
    while (this.at < end) this.shape += this.letter(this.tokens[this.at++]);
    return this.shape;
  }

  private letter(token: Token): string {
    if (token.kind === TOKEN.word) return this.word(token);
    if (token.kind === TOKEN.number) return this.number(token);
    if (token.kind === TOKEN.quoted) return this.quoted(token);
    if (token.kind === TOKEN.comment) return this.comment(token);
    if (token.kind === TOKEN.parameter) return this.parameter(token);
    if (token.kind === TOKEN.operator) return this.operator(token);
    return this.punctuation(token);
  }

  /** A comment in the middle is a blank. One in words may be a signature: `" -- somebody`. */
  private comment(token: Token): string {
    if (this.at < this.tokens.length || (token.closed && this.text[token.start] === '/')) return '';
    return /[a-z]{2}[\w']* ?[a-z]{2}/i.test(this.text.slice(token.contentStart, token.contentEnd)) ? 'q' : 'c';
  }

  private number(token: Token): string {
    const word = NUMBER_AND_WORD.exec(this.textOf(token))?.[1].toLowerCase();
    if (word === undefined) return '1';
    const known = WORDS.get(word);
    return known === undefined ? 'w' : `1${known}`;
  }

  private parameter({ start }: Token): string {
    if (this.text[start] === '?') return '=';
    return this.text[start - 1] === '@' ? 'V' : 'v';
  }

  private quoted(token: Token): string {
    if (this.text[token.start] === '`') return 'w';
    return token.closed ? 's' : 'o';
  }

  private operator(token: Token): string {
    const sign = this.text[token.start];
    if (sign === '@') return '';
    if ((sign === '|' || sign === '&') && this.text[token.start + 1] === sign) {
      this.at++;
      return '|';
    }
    if (sign === ':' && this.text[token.start + 1] === ':') {
      /* A cast of PostgreSQL. */
      this.at += 2;
      return '';
    }
    if (token.end - token.start > 1) return '';
    return '=<>!~^'.includes(sign) ? '=' : '+';
  }

  private punctuation(token: Token): string {
    const sign = this.text[token.start];
    if (sign !== '.') return sign;
    /* A dotted name is one name. */
    const next = this.tokens[this.at];
    if (next?.start === token.end && (next.kind === TOKEN.word || this.text[next.start] === '*' || this.text[next.start] === '.')) {
      this.at++;
      if (this.text[next.end] === '(' && next.kind === TOKEN.word) return this.call(this.textOf(next).toLowerCase(), true);
      if (this.shape.endsWith('w')) this.shape = `${this.shape.slice(0, -1)}n`;
    }
    return '';
  }

  private word(token: Token): string {
    const word = this.textOf(token).toLowerCase();
    const next = this.tokens[this.at];
    if (next && FIRST_OF_PAIR.test(word)) {
      const pair = this.pair(word, this.textOf(next).toLowerCase());
      if (pair !== undefined) return pair;
    }
    const known = WORDS.get(word);
    if (this.text[token.end] === '(' || (next && this.text[next.start] === '(' && WAITS.test(word))) {
      return known !== undefined && !/^(?:if|iif|replace|insert)$/.test(word) ? known : this.call(word, false);
    }
    if (known !== undefined) return known;
    return CATALOGUE.test(word) ? 'C' : 'w';
  }

  private pair(first: string, second: string): string | undefined {
    const found = PAIRS.find(([one, two]) => one.test(first) && two.test(second));
    if (!found) return undefined;
    this.at++;
    return found[2];
  }

  private call(name: string, isMember: boolean): string {
    if (WAITS.test(name)) return isMember && name === 'sleep' && !/user_lock\.$/i.test(this.text.slice(0, this.tokens[this.at - 1].start)) ? 'g' : 'd';
    return FUNCTION.test(name) ? 'f' : 'g';
  }

  private textOf({ start, end }: Token): string {
    return this.text.slice(start, end);
  }
}
