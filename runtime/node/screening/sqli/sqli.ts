import { firstOf, isProse, type Rules, type Screen } from '../attempt';
import { shapeOf } from './shape';

const UNION = /U\(*S\(*(?:[1svVfgdko+(]|[wnC]\)*(?:[,cF;)]|$)|$)/;

/** What follows a quote, where an app's literal would end there. */
const AFTER_QUOTE: Rules = [
  [/^[)|+]*[&|]\(*[+!]?(?:[1swnvVC](?:,[1swn])*\)*(?:[=lcqBUHL]|\+[1swnfo])|[fd]\(|g\((?!w?\)|$)|\(*S)/, 'a quote closes a literal and a condition follows'],
  [UNION, 'a quote closes a literal and UNION SELECT joins a second query'],
  [/^.{0,12};\(*(?:X|Y|D|S[^w]|S[wn]+[,F]|x[(nvsgfdC1]|xw[=(;c]|xx|d\(|f\(|k)/, 'a quote closes a literal and another statement follows'],
  [/^\)*(?:X[wnC]|Y|P\(|x.{1,60};[cq]?$)/, 'a quote closes a literal and another statement follows'],
  [/^\)*w?w?W\(*(?:[1swnvfgdC]\)*[=l(]|S)/, 'a quote closes a literal and a WHERE clause follows'],
  [/^\)*(?:H\(*[1swnvfd]|B[1dw](?:[,c]|$)|Bd|L1[,c]|I[so])/, 'a quote closes a literal and another clause of a query follows'],
  [/^[)+&|l=]*(?:D[so]|d\()/, 'a quote closes a literal and a call that waits follows'],
  [/^[)+,&|=l]+\(*(?:S|k)|^\)*\(+S|^[)+,=|]+\(*f\(/, 'a quote closes a literal and a query or call of the database follows'],
  [/^(?:\)*,[1v]){1,40}\)*[cD]/, 'a quote closes a literal and more values of the statement follow'],
  [/^\)*[=+]{1,3}\(*[1w]\)*c/, 'a quote closes a literal, an operator follows and a comment cuts off the rest'],
  [/^lww\)+(?:[;&|]|$)/, 'a quote closes a literal, and so does what follows with the search it stood in'],
];

/** The same where it has to be the first quote: later ones end quotations in prose. */
const AFTER_FIRST_QUOTE: Rules = [
  [/^\)*;?\)*c/, 'a quote closes a literal and a comment cuts off the rest of the statement'],
  [/^\)*[=+|]{1,3}o$/, 'a quote closes a literal, an operator follows, and a quote opens another'],
];

/** What needs no quote: the value stands where a number, a name or a whole statement is expected. */
const BARE: Rules = [
  [UNION, 'UNION SELECT joins a second query'],
  [/^(?:[;+]*1?\)*|o)[&|]\(*[+=]?(?:[1svVwnfgd](?:,[1swn])*\)*[=+l]{1,4}[+(]*[1swnovVfgdSk]|[fd]\(|\(*S|g\((?!w?\)))/, 'a condition follows where a value would end'],
  [/^[wn]\)*[&|]\(*([1s])={1,3}\(?[1so]|[&|]\(*[1s]={1,2}o$/, 'a condition that compares constants follows a value'],
  [/^[wn1]\)+w?[&|]\(*[1swnfgd]/, 'a parenthesis that the value did not open is closed, and a condition follows'],
  [/^[+1wns]{0,3}\)+w?w?W\(*[1swn]\)*=/, 'a parenthesis that the value did not open is closed, and a WHERE clause follows'],
  [/^(?:[1wn+]{0,3}|f\(1,1)\)*;\(*(?:X|Y|D|S[^w]|xg\(|d\()/, 'a second statement follows a semicolon'],
  [/(?:^|[^w])D[so]/, 'WAITFOR makes the database wait'],
  [/(?:^|[^wgn])d\(+[1f+w]/, 'a call that makes the database wait'],
  [/I[so]/, 'INTO OUTFILE makes the database write a file'],
  [/Y|P\(/, 'a procedure of the server is called'],
  [/(?:^|[(;=l+&|,1])\(*S\(*(?:V|[fdgk]\(?|\+F|[1so](?:[,c;)]|$)|[1swnvV](?:,[1swnvVfo]){1,20}F|[wn]{1,3}F\(*(?:C|[wn](?:[;c)U]|W\(*[1swn]|$))|\(S|\)F\()/, 'a query stands in the value: SELECT with columns or calls'],
  [/^\(*S(?:[wn,1]{0,6}F)\(*(?:n|C)/, 'a query stands in the value: SELECT … FROM'],
  [/F\(*C(?:[;c)WL]|$)/, 'a query reads the catalogue of the database'],
  [/(?:^|;)X[wnsCf](?:[(;c,)]|x|S|W|$)/, 'a statement that changes the database stands in the value'],
  [/^\)*(?:B(?:1(?:,[1d]|c)|d)|H1=)/, 'another clause of a query follows where a value would end'],
  [/f\([^)]{0,12}[fd]\(/, 'calls of functions of databases, one inside the other'],
  [/V/, 'names a variable of the database server'],
  [/^[1)]*[+,]f\([^)]{0,30}f\(|^\)*(?:,1){1,40}\)*[cD]|^1?\)+c/, 'the value ends a list of the statement and goes on with it'],
  [/^k.{0,20}e/, 'a CASE expression stands in the value'],
  [/^,?f\($|^,f\(/, 'a call of a function of databases that is left open'],
];

const SQL_WORD = /\b(?:union|select|and|or|xor|sleep|waitfor|benchmark|order|group|having|exec(?:ute)?|into|drop|insert|delete|create|alter|update|case|concat|char|chr|convert|cast|if|exp|pg_sleep|randomblob|where|null|truncate|declare|extractvalue|load_file|procedure|from)\b|@@|\|\||\w\($|\d(?:union|and|or|select)/i;
const CLOSING_QUOTE = /['"]{1,32}[\s)]{0,32}(?:[-+|&=<>!^*%,;#/~(]|(?:and|or|xor|union|where|having|order|group|limit|into|waitfor|sleep|as|in|is|not|like|rlike|between|procedure|select|create|insert|grant|benchmark|pg_sleep)(?![\w]))/iy;

/** Quotes of one value that are looked into. */
const MAX_QUOTES = 8;

/** SQL: whether a value goes on as a statement would, where a literal, a number or nothing stood before it. */
export const sqli: Screen = text => afterQuotes(text) ?? (isBareCandidate(text) ? firstOf(BARE, shapeOf(text, 0)) : undefined);

function isBareCandidate(text: string): boolean {
  return (SQL_WORD.test(text) || /^\d*\)/.test(text)) && !isProse(text);
}

function afterQuotes(text: string): string | undefined {
  for (let count = 0, at = nextQuote(text, 0); count < MAX_QUOTES && at >= 0; count++) {
    let end = at + 1;
    while (text[end] === text[at]) end++;
    CLOSING_QUOTE.lastIndex = at;
    if (CLOSING_QUOTE.test(text)) {
      const shape = shapeOf(text, end - at > 2 ? end : at + 1);
      const found = (count === 0 ? firstOf(AFTER_FIRST_QUOTE, shape) : undefined) ?? firstOf(AFTER_QUOTE, shape);
      if (found) return found;
    }
    at = nextQuote(text, end);
  }
  return undefined;
}

function nextQuote(text: string, from: number): number {
  const single = text.indexOf("'", from);
  const double = text.indexOf('"', from);
  return single < 0 || (double >= 0 && double < single) ? double : single;
}
