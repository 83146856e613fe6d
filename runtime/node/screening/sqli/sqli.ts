import { firstOf, type Rules, type Screen } from '../attempt';
import { STATEMENT_WORDS, shapeOf } from './shape';

const UNION = /U\(*S\(*(?:[1svVfgdko+(]|[wnC]\)*(?:[,cF;)]|$)|$)/;
const SECOND_QUERY = 'UNION SELECT joins a second query';
const CONDITION = 'a condition follows';
const STATEMENT = 'another statement follows';
const CLAUSE = 'another clause of the query follows';
const WAITS = 'a call that makes the database wait follows';
const QUERY = 'a query or a call of the database follows';
const VALUES = 'a list of the statement is ended';

/** What follows a quote, where an app's literal would end there. */
const AFTER_QUOTE: Rules = [
  [/^[)|+]*[&|]+\(*[+!]?(?:[1swnvVC](?:,[1swn])*\)*(?:[=lcqBUHL]|i1|[&|]+[1sw]=|\+[1swnfo])|[fd]\(|g\((?!w?\)|$)|\(*S)/, CONDITION],
  [UNION, SECOND_QUERY],
  [/^.{0,12};\(*(?:[XYD]|S[^w]|S[wn]+[,F]|x[(nvsgfdC1;cq]|xw[=(;cd]|xx|[df]\(|k)|^\)*(?:X[wnC]|Y|x.{1,60};[cq]?$)/, STATEMENT],
  [/^\)*w?w?W\(*(?:[1swnvfgdC]\)*[=l(]|S)|^\)*(?:H\(*[1swnvfd]|B[1dw](?:[,cH]|$)|Bd|L1[,c]|I[so])/, CLAUSE],
  [/^[)+&|l=]*(?:D[so]|d\()/, WAITS],
  [/^[)+,&|=l]+\(*[Sk]|^\)*\(+S|^\)*S[wn1]+[,F(]|^[)+,=|]+\(*f\(|^[)+|]+\(*g\(/, QUERY],
  [/^(?:\)*,[1v]){1,40}\)*[cD]|^lww\)+(?:[;&|]|$)/, VALUES],
  [/^\)*[=+]{1,3}\(*[1w]\)*c/, 'an operator and a comment follow'],
];

/** The same where it has to be the first quote: later ones end quotations in prose. */
const AFTER_FIRST_QUOTE: Rules = [
  [/^\)*;?\)*c/, 'a comment cuts off the rest of the statement'],
  [/^\)*[=+|]{1,3}(?:[sw][=+|]{1,3})?o$/, 'an operator and another quote follow'],
];

/** What needs no quote: the value stands where a number, a name or a whole statement is expected. */
const BARE: Rules = [
  [UNION, SECOND_QUERY],
  [/^(?:[;+]*1?\)*|o)[&|]+\(*[+=]?(?:[1svVwnfgd](?:,[1swn])*\)*(?:[=+l]{1,4}[+(]*[1swnovVfgdSk]|i1)|[1s]\)*c|[fd]\(|\(*S|g\((?!w?\)))/, CONDITION],
  [/^[wn]\)*[&|]+\(*[1s]={1,3}\(?[1so]|[&|]\(*[1s]={1,2}o$|^[wn1]\)+w?[&|]+\(*[1swnfgd]/, CONDITION],
  [/^[+1wns]{0,3}\)+w?w?W\(*[1swn]\)*=|^[+1]*\)*w?w?W\(*(?:1=1|s=s)|^[+1]*\)*(?:B(?:1(?:,[1d]|c)|d)|H1=)|I[so]|^k.{0,20}e/, CLAUSE],
  [/^[+fg]?\(?[1wn+,]{0,4}\)*;\(*(?:X(?:[^w]|w(?![w,]))|[YD]|S[^w]|xw?[gfd]\(|d\(|x[vcq;])|(?:^|;)(?:X[wnsCf](?:[(;c)xSW]|$)|x[wn]xw=|xv)|x\(v|Y/, STATEMENT],
  [/(?:^|[^w])D[so]|(?:^|[^wgn])d\(+(?:1[+,)]|f|w[,)])/, WAITS],
  [/(?:^\(|[()<;=l+&|,1])\(*S\(*(?:V|[fdgk]\(?|\+F|[1so](?:[,c;)e]|$)|[1swnvV](?:,[1swnvVfo]){1,20}F|[wn]{1,3}F\(*(?:C|n|[wn](?:[;c)U]|W\(*[1swn]))|\(S|\)F\()|F\(*C(?:[;c)WL]|$)|V|f\([^)]{0,12}[fd]\(|^,f\(|^Sf\(s\)|^f\([1w]=$|^[)S=1,+(]{0,12}[fdl]\($/, QUERY],
  [/^[1)]*[+,]f\([^)]{0,30}f\(|^\)*(?:,1){1,40}\)*[cD]|^1?\)+c/, VALUES],
];

const STATEMENT_WORD = new RegExp(`\\b(?:${STATEMENT_WORDS}|(?:pg_)?sleep|benchmark|concat|chr|convert|cast|exp)\\b|@@|\\|\\||\\w ?\\(\\s*$|\\d(?:union|and|or)|^\\d*\\)`, 'i');
const CLOSING_QUOTE = new RegExp(`['"]+[\\s)]*(?:[-+|&=<>!^*%,;#/~(]|(?:${STATEMENT_WORDS}|(?:pg_)?sleep|benchmark|limit|as|is|not)\\b)`, 'iy');

/** Quotes of one value that are looked into. */
const MAX_QUOTES = 8;

/** Conditions over fields of the app's, as interfaces for searching take them. */
const FILTER = /^[(\s]*[\w.]+\s*(?:[=<>!]|like\b|in\b)/i;
const WHOLE_FILTER = /^\(*[wn](?:[=l]{1,2}\(?[1s](?:,[1s])*\)*)(?:&\(*[wn][=l]{1,2}\(?[1s](?:,[1s])*\)*)*$/;

/** SQL behind a quote: whether a value goes on as a statement would, where a literal stood before it. */
export const quotedSql: Screen = text => {
  if (FILTER.test(text) && WHOLE_FILTER.test(shapeOf(text, 0))) return undefined;
  for (let count = 0, at = nextQuote(text, 0); count < MAX_QUOTES && at >= 0; count++) {
    let end = at + 1;
    while (text[end] === text[at]) end++;
    CLOSING_QUOTE.lastIndex = at;
    if (CLOSING_QUOTE.test(text)) {
      const shape = shapeOf(text, end - at > 2 ? end : at + 1);
      const found = (count === 0 ? firstOf(AFTER_FIRST_QUOTE, shape) : undefined) ?? firstOf(AFTER_QUOTE, shape);
      if (found !== undefined) return `a quote closes a literal and ${found}`;
    }
    at = nextQuote(text, end);
  }
  return undefined;
};

function nextQuote(text: string, from: number): number {
  const single = text.indexOf("'", from);
  const double = text.indexOf('"', from);
  return single < 0 || (double >= 0 && double < single) ? double : single;
}

const CAST = /\)::\w|'\s?::(?:jsonb?|text|int\d?|numeric|bool|date|regclass|varchar)\b/;
const TAUTOLOGY = /\b(?:or|and)\s+['"]?(\w{1,20})['"]?\s*=\s*['"]?\1\b/i;

/** SQL without a quote, where a number, a name or nothing stood before the value. */
export const bareSql: Screen = text => {
  if (CAST.test(text)) return 'a cast of PostgreSQL behind a call or a literal';
  if (TAUTOLOGY.test(text)) return 'a condition compares a value with itself';
  const found = STATEMENT_WORD.test(text) ? firstOf(BARE, shapeOf(text, 0)) : undefined;
  return found === undefined ? undefined : `where a value would end, ${found}`;
};
