import { firstOf, type Rules, type Screen } from './attempt';

const NOSQL: Rules = [
  [/(?:\[[$]|^\$|(?:^|[{,]\s*)["'][$&])(?:n?eq?|[gl]te?|n?in|not|n?or|and|n?exists|regex|where|expr|text|mod|all|size|elemMatch|function|accumulator)(?:\]|["']\s*:|$)/, 'a query operator of MongoDB as a key'],
  [/(?:^|[{,]\s*)\$(?:n?eq?|[gl]te?|n?in|where|regex|expr)\s?:|\bdb\.\w+\.(?:find|drop|insert|update|remove|delete|aggregate)\w*\(/, 'a query of MongoDB in its own notation'],
  [/"?'\s*;\s*return\b|\bthis\.\w+\.match\(/, 'a condition in JavaScript for MongoDB'],
];
const LDAP: Rules = [
  [/^[^(]*\)\s*[!&|]?\s*\(+\s*(?:[!&|]|[\w-]+\s?[~<>]?=)|\*\)[\s)]*[(\0|*]|^\*\(\)\||\(\s?[|&!]\s?\([\w-]{1,40}[~<>]?=|^[^(]*\)\s*[&|]$/, 'a filter of LDAP is closed and another condition follows'],
];
const CRLF: Rules = [
  [/(?:%0d|%0a|%E5%98%8[AD])(?:\s|%20|%09)?(?:[a-z][\w-]{1,40}(?:%0d)*(?:%3a|:)|HTTP\/|<)/i, 'an encoded line break and a header behind it'],
  [/^(?:GET|POST|HEAD)\s+\S{1,200}\s+HTTP\/\d/, 'another request'],
  [/^[^\r\n]{0,400}[\r\n]+(?:(?:set-cookie|content-(?:length|type)|transfer-encoding|x-[\w-]{2,30})\s?:|(?:location|host|refresh)\s?:\s?(?:\/|\d|\w[\w.-]*[.:][\w/])|HTTP\/\d|(?:GET|POST|HEAD)\s+[/h]\S{0,200}\s+HTTP\/\d)/i, 'a line break and a header, or another request, behind it'],
];
/** Multipart bodies and mail begin with headers of their own. */
const HEADERS = /^(?:--|[\w-]+: )/;

/** Keys and conditions of MongoDB. */
export const nosql: Screen = text => firstOf(NOSQL, text);
/** Filters of directories. */
export const ldap: Screen = text => firstOf(LDAP, text);
/** Line breaks that would begin a header, or another answer. */
export const crlf: Screen = text => (HEADERS.test(text) ? undefined : firstOf(CRLF, text));
/** Keys that change the prototype of all objects. */
export const proto: Screen = text => {
  if (/(?:^|[^\w])__proto__(?:\W|$)/.test(text)) return 'the prototype of every object as a key: __proto__';
  return /\bconstructor(?:["'\]]{0,2}[.[]|["']\s?:\s?\{)\s?["']?prototype\b/.test(text) ? 'the prototype of every object as a key: constructor.prototype' : undefined;
};
