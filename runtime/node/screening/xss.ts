import { firstOf, type Rules, type Screen } from './attempt';

/** Markup that runs code or loads some, by itself. */
const MARKUP: Rules = [
  [/<\/?[\s/]{0,8}(?:[a-z]{1,8}:)?script(?![a-z-])/, 'a script element in markup'],
  [/<(?:iframe|object|embed|applet|frameset|frame|i?layer|bgsound|base|isindex|portal|fencedframe|handler|xss)(?=[\s/>"'=])/, 'an element that loads or runs another document'],
  [/<(?:meta)(?=[\s/])[^<>]{0,200}(?:http-equiv|refresh|set-cookie)/, 'a meta element that acts as a header'],
  [/<(?:link|style|\?xml-stylesheet|\?import|import)(?=[\s/>"'])[^<>]{0,200}(?:@import|stylesheet|implementation|javascript|type=.?text\/(?:java|xsl)|expression\()/, 'a stylesheet from elsewhere, or one that holds script'],
  [/<!--#(?:exec|include|echo|config|printenv)\b|<!--\[if\b/, 'a directive of the server in a comment of markup'],
  [/<(?:svg|math)(?=[\s/>])[^<>]{0,200}(?:\bon[a-z]|href|<)/, 'an element of SVG or MathML that acts'],
  [/<\/?(?:svg|xsl|xml|html|vml|v|t):[a-z]|xmlns:(?:svg|xss)=|<(?:[a-z]\s){3,12}[a-z]\b|<(?:link|base)\s[^<>]{0,200}href/, 'an element of another language in markup, or one that loads a document'],
  [/<[^<>]{0,200}style\s?=[^<>]{0,100}(?:\\[0-9]{1,6}|\[[a-z]\]|url\([^)]{0,80}(?:\.svg|\[))/, 'a style with escapes, or one that loads a document'],
  [/<[a-z?!][^<>]{0,200}\b(?:xmlns:(?:xss|xlink)|namespace=|xlink:href|srcdoc|formaction|dynsrc|lowsrc|datasrc|fscommand|seeksegmenttime|attributename)/, 'an attribute that runs or loads a document'],
];

/** Attributes of markup that was met before. */
const ATTRIBUTE = /[\s"'`/\\;>]on[a-z_]{3,28}[^\w<>]{0,6}=/;
const TAG = /<\/?[a-z!?%\\]|<[\s\0]{1,3}[a-z]/;

/** A handler that ends the attribute it came into, or goes on with its tag. */
const BREAKOUT = /(?:^|["'`\s/;])on[a-z]{4,28}\s{0,8}=\s{0,8}["'`&\\]{0,2}(?:[^\s"'`<>]{0,64}[(`]|javascript:|[a-z]{2,8}\b["']?\s*>)|["'`]\s{0,4}[^<>"']{0,80}\bon(?:error|load|focus|blur|click|mouse[a-z]{2,5}|key[a-z]{2,5}|toggle|select|change|drag[a-z]{0,5}|animation[a-z]{3,9}|pointer[a-z]{2,8})\s{0,8}=/;

/** After what browsers drop inside of URLs was dropped. */
const SCRIPT_URL: Rules = [
  [/(?:^|[="'`(,;>&?])(?:javascript|vbscript|livescript|jscript):(?:[^,]{0,200}[(=`;/+]|$)/, 'a URL that is a script'],
  [/<[^>]{0,400}(?:javascript|vbscript|livescript|mocha|jscript):/, 'a URL that is a script in markup'],
  [/data:(?:text\/(?:html|javascript|plainalert)|image\/svg\+xml|application\/(?:x-)?javascript)[^\s]{0,60},.{0,40}/, 'a data: URL that holds a document'],
  [/[:;{"'(](?:expression|expr\/\*.{0,20}\*\/ession)\(.{0,20}(?:\(|=|javascript)|-moz-binding:|behaviou?r:url\(|url\(["']?javascript/, 'a style that runs script'],
];

const CODE: Rules = [
  [/(?:^|[^\w$.])(?:(?:window|self|top|parent|this|document\.defaultview)[.[]["']?)?(?:alert|confirm|prompt|eval|settimeout|setinterval)["'\]]{0,2}(?:\?\.)?\s?(?:\((?!\))[^)]{0,80}\)?|`)[;/)'"`}\s]*(?:$|[;/<>}'"`&,|+-])/, 'a call of JavaScript that shows or runs something'],
  [/\bdocument\)?\s?[.[]["']?(?:cookie|write(?:ln)?|location|domain|body|documentelement)\b(?!\w)|\b(?:window|top|self|parent)\.(?:location|name|open)\b|\blocalstorage\b[.[]|\bstring\.fromcharcode\s?\(|\.(?:inner|outer)html\s?=/, 'JavaScript that reads or writes the page'],
  [/\bnew\s+function\s?\(|[=(]\s?(?:alert|confirm|prompt)\s?[,)]|&\{[^}]{0,40}\(/, 'code of JavaScript'],
  [/!\[\]|\[\]\[|\+\[\]|\[\]\.(?:constructor|map|filter|find)\b|\{\}\.constructor|\bconstructor\s?\(\s?["'`]|(?:\bfunction|=>)\s?[({].{0,40}(?:alert|eval|document)/, 'JavaScript made of empty lists, or by a constructor'],
  [/["'`;,)}]\s{0,4}(?:-|\+|;|,|\|\|)\s{0,4}(?:alert|confirm|prompt|eval)\b/, 'a literal of JavaScript is closed and a call follows'],
];

/** HTML and JavaScript: markup that acts, attributes that handle events, URLs that are scripts. */
export const xss: Screen = text => {
  const plain = readable(text);
  const tag = plain.search(TAG);
  if (/["'`]{2,3}-->|xmlns:(?:svg|xss)=/.test(plain)) return 'closes literals and comments at once';
  if (tag >= 0) {
    const markup = firstOf(MARKUP, plain);
    if (markup) return markup;
    if (ATTRIBUTE.test(plain.slice(tag))) return 'an attribute that handles an event, in a tag';
  }
  if (BREAKOUT.test(plain)) return 'an attribute that handles an event';
  if (plain.includes(':') || plain.includes('(')) {
    const found = firstOf(SCRIPT_URL, plain.replace(DROPPED, ''));
    if (found) return found;
  }
  return firstOf(CODE, plain.includes('/*') ? plain.replace(/\/\*[^*]{0,40}\*\//g, '') : plain);
};

const DROPPED = /[\0-\x20\\]|<!---*-->|\/\*\*\/|\[[a-z]\]|\]\]>?<!\[cdata\[/g;

/** As browsers and scripts read it: lower case, references and escapes decoded, no NUL. */
function readable(text: string): string {
  const lower = text.toLowerCase().replaceAll('\0', '');
  return ENCODED.test(lower) ? lower.replace(REFERENCE, decodeOne) : lower;
}

const ENCODED = /&[#a-z]|\\[xu0-9]|%[0-9u]/;
const REFERENCE = /&#x0{0,8}([0-9a-f]{1,5});?|&#0{0,8}(\d{1,6});?|&(tab|newline|colon|lpar|rpar|lt|gt|quot|apos|sol|bsol|amp|nbsp|excl|equals|grave);?|(?:\\x|%)([0-9a-f]{2})|(?:\\u|%u|%)(?:\{0{0,4})?00([0-9a-f]{2})\}?/g;
const NAMED: Readonly<Record<string, string>> = {
  tab: '\t', newline: '\n', colon: ':', lpar: '(', rpar: ')', lt: '<', gt: '>', quot: '"', apos: "'", sol: '/', bsol: '\\', amp: '&', nbsp: ' ', excl: '!', equals: '=', grave: '`',
};

function decodeOne(whole: string, hexadecimal?: string, decimal?: string, name?: string, byte?: string, unit?: string): string {
  if (name !== undefined) return NAMED[name] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? byte ?? unit ?? '', 16) : Number(decimal);
  return code > 0 && code < 0x80 ? String.fromCharCode(code).toLowerCase() : ' ';
}
