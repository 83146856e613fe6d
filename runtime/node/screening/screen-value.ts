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
import { markup, script } from './xss';

/** In prose, names of commands and calls are what it tells of. */
const NOT_PROSE = true;

/**
 * In the order in which they are asked: a value that fits several is told by the most specific.
 *
 * @param signs - characters of which a value has to hold one
 */
const DETECTORS: ReadonlyArray<readonly [kind: ScreeningClass, signs: string, screen: Screen, notProse?: boolean]> = [
  ['log4shell', '$', log4shell],
  ['xxe', '<', xxe],
  ['proto', '_[', proto],
  ['nosql', '$&', nosql],
  ['ssti', '{%<#@', ssti],
  ['ssti', '$#*@~%', expression, NOT_PROSE],
  ['deser', ':!("/\n\x08', deser, NOT_PROSE],
  ['xss', '<=:>(', markup],
  ['xss', '([`.', script, NOT_PROSE],
  ['path', '/\\%?\0', path],
  ['shell', ';|&`$%()<>\n/\\-=~!', shell, NOT_PROSE],
  ['shell', '%("=', batch],
  ['sqli', '\'"', quotedSql],
  ['sqli', '(=@;,*#-|)\'"', bareSql, NOT_PROSE],
  ['crlf', '%\r\n', crlf],
  ['ldap', ')', ldap],
  ['ssrf', '/:', ssrf],
];

const ASCII = 128;

/** The detectors that a character calls for. */
const CALLED = new Uint32Array(ASCII);
for (const [index, [, signs]] of DETECTORS.entries()) for (const sign of signs) CALLED[sign.charCodeAt(0)] |= 1 << index;

/** Six words in a row, parted by single spaces. */
const PROSE = /\b(?:[a-z]{2,20} ){5}[a-z]{2}/i;

const WORDS_OF_SQL = /\b(?:exec(?:ute)? +(?:xp_|sp_|master\.)|from +information_schema\.|union +(?:all +)?select\b)/i;

/**
 * Tells whether a value, as it stands in an event or as a decoder found it there, is written like an attack.
 *
 * It is read once for what it holds: most hold nothing that a detector has to look at. Nothing is decoded here but what only
 * the language in question decodes.
 */
export function screenValue(text: string): Attempt | undefined {
  let called = 0;
  for (let at = 0; at < text.length; at++) called |= CALLED[text.charCodeAt(at) % ASCII];
  if (called === 0) return screenWords(text);
  let isProse: boolean | undefined;
  for (let index = 0; index < DETECTORS.length; index++) {
    if ((called & (1 << index)) === 0) continue;
    const [kind, , screen, notProse] = DETECTORS[index];
    if (notProse && (isProse ??= PROSE.test(text))) continue;
    const evidence = screen(text);
    if (evidence !== undefined) return { class: kind, evidence };
  }
  return screenWords(text);
}

/** What words and names alone can be. */
function screenWords(text: string): Attempt | undefined {
  if (text.includes(' ')) {
    const command = shellWords(text);
    if (command !== undefined) return { class: 'shell', evidence: command };
    return WORDS_OF_SQL.test(text) ? { class: 'sqli', evidence: 'a statement in words: a query of the catalogue, or a procedure of the server' } : undefined;
  }
  if (text.includes('..') || text.startsWith('0x2e')) {
    const evidence = path(text);
    return evidence === undefined ? undefined : { class: 'path', evidence };
  }
  const evidence = text.includes('.') || text.length > 16 ? deser(text) : undefined;
  return evidence === undefined ? undefined : { class: 'deser', evidence };
}
