import { firstOf, type Rules, type Screen } from './attempt';

const OPERATORS = 'n?eq|ne|gte?|lte?|n?in|not|n?or|and|exists|regex|where|expr|text|type|mod|all|size|elemMatch|function|accumulator|jsonSchema|options|comment';
const NOSQL_RULES: Rules = [
  [new RegExp(`\\[\\$(?:${OPERATORS})\\]|(?:^|[{,]\\s{0,4})["'][$&](?:${OPERATORS})["']\\s{0,4}:|^\\$(?:${OPERATORS})$`), 'a query operator of MongoDB as a key'],
  [/\$where\b|'\s{0,4};?\s{0,4}(?:return|while\s?\()\s{0,4}|\bthis\.\w+\.match\(|["']\s{0,4}\|\|\s{0,4}["']?\d["']?\s{0,4}==/, 'a condition in JavaScript for MongoDB'],
];
const PROTO_RULES: Rules = [
  [/(?:^|[[."'{,&?:\s])__proto__(?:["'\][.=:;\s]|$)/, 'names the prototype of every object: __proto__'],
  [/\bconstructor["'\]]{0,2}[.[]\s?["']?prototype\b/, 'names the prototype of every object: constructor.prototype'],
];
const LDAP_RULES: Rules = [
  [/^[^(]*\)\s{0,4}[!&|]?\s{0,4}\(+\s{0,4}(?:[!&|]|[\w-]+\s?[~<>]?=)/, 'a filter of LDAP is closed and another condition follows'],
  [/\*\)[\s)]{0,4}(?:\(|\0|%00|\||\*)|^\*\(\)\||\(\s?[|&!]\s?\([\w-]{1,40}[~<>]?=|^[^(]{0,200}\)\s{0,4}[&|]$|^[^(]*\)\s{0,4}\(\s{0,4}[&|]/, 'wildcards and operators of an LDAP filter'],
];
const CRLF_RULES: Rules = [
  [/(?:%0d|%0a|%E5%98%8[AD]){1,4}(?:\s|%20|%09)?(?:[A-Za-z][\w-]{1,40}(?:%0d)*(?:%3a|:)|HTTP\/|<)/i, 'an encoded line break and a header behind it'],
  [/^[^\r\n]{0,400}[\r\n]{1,4}(?:(?:set-cookie2?|location|content-(?:length|type|disposition|security-policy)|transfer-encoding|x-[\w-]{2,30}|remote-addr|refresh|host|access-control-[\w-]+|cookie|injected\w*)\s?:|HTTP\/\d|(?:GET|POST|HEAD|PUT|DELETE|OPTIONS|TRACE|CONNECT)\s{1,4}[/h]\S{0,200}\s{1,4}HTTP\/\d)/i, 'a line break and a header, or another request, behind it'],
];

/** Keys and conditions of MongoDB. */
export const nosql: Screen = text => firstOf(NOSQL_RULES, text);
/** Keys that change the prototype of all objects. */
export const proto: Screen = text => firstOf(PROTO_RULES, text);
/** Filters of directories. */
export const ldap: Screen = text => firstOf(LDAP_RULES, text);
/** Line breaks that would begin a header, or another answer. */
export const crlf: Screen = text => (/^(?:-{2}|received:|return-path:|mime-version:|from:)/i.test(text) ? undefined : firstOf(CRLF_RULES, text));
