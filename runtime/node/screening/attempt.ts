/** Kinds of attacks that a value can be an attempt at. */
export type ScreeningClass = 'sqli' | 'xss' | 'path' | 'shell' | 'deser' | 'ssti' | 'xxe' | 'ssrf' | 'log4shell' | 'nosql' | 'crlf' | 'ldap' | 'proto';

/** A value that is written like an attack, before any sink: nothing says that it would do harm. */
export interface Attempt {
  readonly class: ScreeningClass;
  /** What in the value makes it an attack, in words for a finding. */
  readonly evidence: string;
}

/** Tells what makes a value an attack of one class; undefined where nothing does. Linear in the value. */
export type Screen = (text: string) => string | undefined;

/** Evidence by what shows it. Patterns have no nested repetition, and bounded ones where they may begin anywhere. */
export type Rules = ReadonlyArray<readonly [pattern: RegExp, evidence: string]>;

/** Six words in a row, parted by single spaces: somebody writes about something. */
const PROSE = /\b(?:[a-z]{2,20} ){5}[a-z]{2}/i;

/** Whether a text is prose, in which names of commands and calls are what it tells of. */
export function isProse(text: string): boolean {
  return PROSE.test(text);
}

/** The evidence of the first rule that a text fits. */
export function firstOf(rules: Rules, text: string): string | undefined {
  for (let index = 0; index < rules.length; index++) if (rules[index][0].test(text)) return rules[index][1];
  return undefined;
}
