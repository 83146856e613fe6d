/* eslint-disable no-bitwise -- which detectors are asked is one number */
import type { Attempt, Screen, ScreeningClass } from './attempt';
import { xxe } from './documents';
import { crlf, ldap, nosql, proto } from './keys';
import { log4shell } from './lookup';
import { path } from './path';
import { deser } from './serialized';
import { batch, shell, shellWords } from './shell';
import { bareSql, quotedSql } from './sqli/sqli';
import { expression, ssti } from './template';
import { ssrf } from './urls';
import { markup, probe, script } from './xss';

/** In prose, names of commands and calls are what it tells of. */
const NOT_PROSE = true;

/**
 * In the order in which they are asked: a value that fits several is told by the most specific.
 *
 * @param signs - characters of which a value has to hold one
 */
const DETECTORS: ReadonlyArray<readonly [kind: ScreeningClass, signs: string, screen: Screen, notProse?: boolean]> = [
  ['log4shell', '$\\', log4shell],
  ['xxe', '<', xxe],
  ['proto', '[{', proto],
  ['nosql', '$&\'"(', nosql],
  ['ssti', '{%<#@', ssti],
  ['ssti', '$#*@~%', expression, NOT_PROSE],
  ['deser', ':!("/\n\x08\\$', deser, NOT_PROSE],
  ['xss', '<=:>(', markup],
  ['xss', '([`.', script, NOT_PROSE],
  ['path', '/\\%?\0', path],
  ['shell', ';|&`$%()<>\n/\\-=~!', shell, NOT_PROSE],
  ['shell', '%("=', batch],
  ['sqli', '\'"', quotedSql],
  ['sqli', '(=@;,*#-|)\'"', bareSql, NOT_PROSE],
  ['crlf', '%/\r\n', crlf],
  ['ldap', ')', ldap],
  ['ssrf', '/:', ssrf],
];

const ASCII = 128;
const TOKEN_SIGNS = '.:@+/-_';
/** Set by whatever is neither a letter, a digit nor one of those signs. */
const MORE_THAN_A_TOKEN = 1 << 30;
/** What a token can still be: a path, a URL. */
let ofTokens = 0;

/** The detectors that a character calls for. */
const CALLED = new Uint32Array(ASCII);
for (let code = 0; code < ASCII; code++) if (!/\w/.test(String.fromCharCode(code)) && !TOKEN_SIGNS.includes(String.fromCharCode(code))) CALLED[code] = MORE_THAN_A_TOKEN;
for (const [index, [kind, signs]] of DETECTORS.entries()) {
  for (const sign of signs) CALLED[sign.charCodeAt(0)] |= 1 << index;
  if (kind === 'path' || kind === 'ssrf') ofTokens |= 1 << index;
}

/** A public host, and nothing that needs an encoding; fields of its query are values of their own. */
const PLAIN_URL = /^https?:\/\/(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#][\w/.~+=&,@:?#{}-]*)?$/i;

/** Six words in a row, parted by single spaces. */
const PROSE = /\b(?:[a-z]{2,20} ){5}[a-z]{2}/i;

/**
 * Tells whether a value, as it stands in an event or as a decoder found it there, is written like an attack.
 *
 * It is read once for what it holds: most hold nothing that a detector has to look at. Nothing is decoded here but what only
 * the language in question decodes.
 */
export function screenValue(text: string): Attempt | undefined {
  let called = detectorsFor(text);
  let isProse: boolean | undefined;
  for (let index = 0; called !== 0; index++, called >>>= 1) {
    if ((called & 1) === 0) continue;
    const [kind, , screen, notProse] = DETECTORS[index];
    if (notProse && (isProse ??= PROSE.test(text))) continue;
    const evidence = screen(text);
    if (evidence !== undefined) return { class: kind, evidence };
  }
  return screenWords(text);
}

function detectorsFor(text: string): number {
  let called = 0;
  for (let at = 0; at < text.length; at++) called |= CALLED[text.charCodeAt(at) % ASCII];
  const isMore = (called & MORE_THAN_A_TOKEN) !== 0 && !(text.startsWith('http') && !text.includes('..') && !text.includes('{{') && PLAIN_URL.test(text));
  return isMore ? called & ~MORE_THAN_A_TOKEN : called & ofTokens;
}

const WORDS_OF_SQL = /\b(?:exec(?:ute)? +(?:xp_|sp_|master\.)|from +information_schema\.)|^\s*union +(?:all +)?select +(?:\d|null)/i;
/** How names of classes, and objects in base64, begin. */
const NAME_OF_CLASS = /^(?:java|org\.|com\.|sun\.|ognl|bsh|Process|Runtime|py\/|rO0A|AAEA|g[AN]|KGR|Y3B|BAh|\/w)/;

/** What words and names alone can be. */
function screenWords(text: string): Attempt | undefined {
  if (text.includes('proto')) return attemptOf('proto', proto(text));
  if (text.includes(' ')) {
    if (WORDS_OF_SQL.test(text)) return { class: 'sqli', evidence: 'a statement in words: a second query, the catalogue, or a procedure of the server' };
    return attemptOf('shell', shellWords(text));
  }
  if (text.startsWith('&') || text.startsWith('\\')) return attemptOf('xss', probe(text));
  if (text.startsWith('..') || text.startsWith('0x2e')) return attemptOf('path', path(text));
  return NAME_OF_CLASS.test(text) ? attemptOf('deser', deser(text)) : undefined;
}

function attemptOf(kind: ScreeningClass, evidence: string | undefined): Attempt | undefined {
  return evidence === undefined ? undefined : { class: kind, evidence };
}
