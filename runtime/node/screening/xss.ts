import { firstOf, type Rules, type Screen } from './attempt';

const MARKUP: Rules = [
  [/<\/?[\s/]*(?:[a-z]+:)?script(?![a-z-])/, 'a script element in markup'],
  [/<\/?(?:iframe|object|embed|applet|frame(?:set)?|xml(?=\s+(?:src|id))|i?layer|bgsound|base|isindex|handler|xss|(?:svg|xsl|xml|html|t|v):\w+)[\s/>"'=]/, 'an element that loads or runs another document'],
  [/<(?:meta|link|style|\?import|\?xml-|import)[^<]{0,200}(?:http-equiv=?.?(?!content-type|x-ua)|cookie|@import|href|implementation|expression\(|javascript)/, 'an element that loads a style or acts as a header'],
  [/<[a-z?!/][^<>]{0,200}\b(?:xmlns:(?:xss|xlink|svg)|xlink:href|srcdoc|formaction|(?:dyn|low|data)src|fscommand|attributename|handler=)/, 'an attribute that loads or runs a document'],
  [/<[^<>]{0,200}style\s*=[^<>]{0,100}(?:\\\d|\[[a-z]\]|url\([^)]{0,80}\.svg)/, 'a style with escapes, or one that loads a document'],
  [/<!--#\w|<!--\[if|<(?:[a-z]\s){3}/, 'markup for the server, or with its letters apart'],
  [/^<(?:\/?(?:body|head|form|math|marquee|keygen|fe[a-z]{4,})|(?:input|style)\s[^<>]*)\/?>$/, 'a tag of a page and nothing else'],
  [/["'`]{2,3}-->/, 'literals and comments are closed at once'],
  [/(?:^|["'`\s/;])on[a-z]{4,28}\s{0,8}=\s{0,8}["'`&\\]{0,2}(?:[^\s"'`<>]{0,64}[(`]|javascript:|\w{2,8}["']?\s*>)|\bautofocus\s*>|["'](?:formaction|srcdoc)=/, 'an attribute that handles an event'],
];

const TAG = /<[a-z!?%\\/\s]/;
const HANDLER = /[\s"'`/\\;>]on[a-z_]{3,28}[^\w<>]{0,6}=/;

/** What browsers drop inside of URLs, and comments that scripts and styles take for blanks. */
const DROPPED = /[\0-\x20\\]|<!---*-->|\/\*[^*]{0,40}\*\/|\[[a-z]\]|\]\]>?<!\[cdata\[/g;
const URLS: Rules = [
  [/(?:^|[="'`(,;>&?])(?:java|vb|live|j)script:(?:[^,]{0,200}[(=`;/+]|$)|<[^>]{0,400}(?:(?:java|vb|live|j)script|mocha):/, 'a URL that is a script'],
  [/data:text\/(?:html|javascript|plain)[^,\s]{0,60},./, 'a data: URL that is a document'],
  [/[:;{"'(]expression\(|-moz-binding:|behaviou?r:url\(|url\(["']?javascript/, 'a style that runs script'],
];

const CODE: Rules = [
  [/(?:^|[^\w$.])(?:(?:window|self|top|parent|this)[.[]["']?)?(?:alert|confirm|prompt|eval|set(?:timeout|interval))["'\]]{0,2}(?:\?\.)?(?:\s(?=[(`]["'`\d([/]))?(?:\((?!\))[^)]{0,80}\)?|`[^`]{0,80}`?)[;/)'"`}\s]*(?:$|[;/<>}'"`&,|+-])|["'`;,)}]\s*[-+;,]\s*(?:alert|confirm|prompt|eval)\b/, 'a call of JavaScript that shows or runs something'],
  [/\bdocument\)?[.[]["']?(?:cookie|write|location|domain|body)|\b(?:window|top|self)\.(?:location|name)\b|\bstring\.fromcharcode\(|\.(?:inner|outer)html\s?=|\.cookie\b/, 'JavaScript that reads or writes the page'],
  [/!\[\]|\[\]\[|\+\[\]|\[\]\.[a-z]|\bconstructor\s?\(\s?["'`]|(?:\bfunction|=>)\s?[({].{0,40}(?:alert|eval|document)|[=(](?:alert|confirm|prompt)(?:[,);]|$)|\b(?:top|self|window|parent|globalthis)\s?\[\s?["'`]|\bimport\(\s?["'`](?:https?:)?\/\/|^function\s?\(\)\s?\{\s?return\b/, 'JavaScript by way of its own objects'],
];

/** Markup that acts, attributes that handle events, URLs that are scripts. */
export const markup: Screen = text => {
  const plain = readable(text);
  const tag = plain.search(TAG);
  if (tag >= 0 && HANDLER.test(plain.slice(tag))) return 'an attribute that handles an event, in a tag';
  return firstOf(MARKUP, plain) ?? (plain.includes(':') || plain.includes('(') ? firstOf(URLS, plain.replace(DROPPED, '')) : undefined);
};

/** `<` alone, written so that a filter does not know it. */
const LONE_BRACKET = /^(?:&#(?:x0{0,8}3c|0{0,8}60);?|\\(?:u00|x)3c)$/i;

/** What is sent to see what comes back. */
export const probe: Screen = text => (LONE_BRACKET.test(text) ? 'an angle bracket and nothing else, encoded as only scripts and browsers read it' : undefined);

/** JavaScript that only an attack brings. */
export const script: Screen = text => {
  const plain = readable(text);
  return firstOf(CODE, plain.includes('/*') ? plain.replace(/\/\*[^*]{0,40}\*\//g, '') : plain);
};

const ENCODED = /&[#a-z]|\\[xu0-9]|%[0-9u]/;
const REFERENCE = /&#x0{0,8}([0-9a-f]{1,5});?|&#0{0,8}(\d{1,6});?|&(tab|newline|colon|lpar|rpar|lt|gt|quot|apos);?|(?:\\x|%)([0-9a-f]{2})|[\\%]u\{?0{0,6}([0-9a-f]{2})\}?/g;
const NAMED: Readonly<Record<string, string>> = { tab: '\t', newline: '\n', colon: ':', lpar: '(', rpar: ')', lt: '<', gt: '>', quot: '"', apos: "'" };

/** As browsers and scripts read it: lower case, references and escapes decoded, no NUL. */
function readable(text: string): string {
  const lower = text.toLowerCase().replaceAll('\0', '');
  return ENCODED.test(lower) ? lower.replace(REFERENCE, decodeOne) : lower;
}

function decodeOne(_: string, hexadecimal?: string, decimal?: string, name?: string, byte?: string, unit?: string): string {
  if (name !== undefined) return NAMED[name];
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? byte ?? unit ?? '', 16) : Number(decimal);
  return code > 0 && code < 0x80 ? String.fromCharCode(code).toLowerCase() : ' ';
}
