/* eslint-disable no-bitwise -- a set of marks is one number */
import type { Attempt, Screen, ScreeningClass } from './attempt';
import { xxe } from './documents';
import { crlf, ldap, nosql, proto } from './keys';
import { log4shell } from './lookup';
import { MARK, marksOf } from './marks';
import { path } from './path';
import { deser } from './serialized';
import { shell, shellWords } from './shell';
import { sqli } from './sqli/sqli';
import { ssti } from './template';
import { ssrf } from './urls';
import { xss } from './xss';

interface Detector {
  readonly class: ScreeningClass;
  /** Sets of marks of which a text has to hold one, whole. */
  readonly needs: readonly number[];
  readonly screen: Screen;
}

/** In the order in which they are asked: a value that fits several is told by the most specific. */
const DETECTORS: readonly Detector[] = [
  { class: 'log4shell', needs: [MARK.dollar | MARK.brace, MARK.dollar | MARK.sign], screen: log4shell },
  { class: 'xxe', needs: [MARK.angle | MARK.sign, MARK.angle | MARK.separator, MARK.angle | MARK.bracket, MARK.angle, MARK.parenthesis | MARK.slash], screen: xxe },
  { class: 'proto', needs: [MARK.underscores, MARK.bracket], screen: proto },
  { class: 'nosql', needs: [MARK.dollar, MARK.quote | MARK.separator], screen: nosql },
  { class: 'ssti', needs: [MARK.brace, MARK.percent | MARK.angle, MARK.underscores, MARK.parenthesis | MARK.sign], screen: ssti },
  { class: 'deser', needs: [MARK.colon, MARK.quote, MARK.parenthesis, MARK.slash, MARK.angle], screen: deser },
  { class: 'xss', needs: [MARK.angle, MARK.parenthesis, MARK.equals, MARK.bracket, MARK.colon, MARK.quote], screen: xss },
  { class: 'path', needs: [MARK.dots, MARK.slash, MARK.percent, MARK.control], screen: path },
  { class: 'shell', needs: [MARK.separator, MARK.dollar, MARK.parenthesis, MARK.quote, MARK.control, MARK.percent, MARK.sign, MARK.slash, MARK.equals, MARK.angle], screen: shell },
  { class: 'sqli', needs: [MARK.quote, MARK.parenthesis, MARK.equals, MARK.sign, MARK.separator], screen: sqli },
  { class: 'crlf', needs: [MARK.percent, MARK.control | MARK.colon, MARK.control | MARK.slash], screen: crlf },
  { class: 'ldap', needs: [MARK.parenthesis], screen: ldap },
  { class: 'ssrf', needs: [MARK.slash], screen: ssrf },
];

/**
 * Tells whether a value, as it stands in an event or as a decoder found it there, is written like an attack.
 *
 * Nothing is decoded here but what only the language in question decodes.
 */
export function screenValue(text: string): Attempt | undefined {
  const marks = marksOf(text);
  if (marks === 0) return screenName(text);
  for (let index = 0; index < DETECTORS.length; index++) {
    const { class: kind, needs, screen } = DETECTORS[index];
    if (!needs.some(need => (marks & need) === need)) continue;
    const evidence = screen(text);
    if (evidence !== undefined) return { class: kind, evidence };
  }
  return screenName(text);
}

/** What a text can be that holds no sign at all. */
function screenName(text: string): Attempt | undefined {
  const command = text.includes(' ') ? shellWords(text) : undefined;
  if (command !== undefined) return { class: 'shell', evidence: command };
  const evidence = text.length > 9 ? deser(text) : undefined;
  return evidence === undefined ? undefined : { class: 'deser', evidence };
}
