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

/**
 * Evidence by what shows it.
 *
 * A pattern that may begin anywhere repeats nothing without a bound but behind a sign that the repetition excludes, so that a
 * value is read a fixed number of times, whatever it holds.
 */
export type Rules = ReadonlyArray<readonly [pattern: RegExp, evidence: string]>;

/** The evidence of the first rule that a text fits. */
export function firstOf(rules: Rules, text: string): string | undefined {
  for (let index = 0; index < rules.length; index++) if (rules[index][0].test(text)) return rules[index][1];
  return undefined;
}
