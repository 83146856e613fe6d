import { Token } from 'aws-cdk-lib';
import type { Duration } from 'aws-cdk-lib';
import { isIsoDate } from './expiry';

/**
 * Judges one value: what is wrong with it, each as what, got, expected and cure; empty where nothing is.
 *
 * Untyped code can give anything at all, so no check may rely on the type that the option has.
 */
export type Check = (name: string, value: unknown) => string[];

/** A value of an enum. */
export function oneOf(allowed: ReadonlyArray<string | number>): Check {
  return (name, value) => (allowed.includes(value as string) ? [] : [problem(name, value, `one of ${allowed.join(', ')}`, 'use the enum\'s value')]);
}

/** Text that is written out: a policy that refers to a resource would be circular. */
export const literalText: Check = (name, value) => {
  if (Token.isUnresolved(value)) return [problem(name, value, 'literal text', 'write the text out, a reference would be circular')];
  return isText(value) ? [] : [problem(name, value, 'text', 'give it, or leave it out')];
};

/** Literal text of a form. */
export function matching(form: RegExp, expected: string): Check {
  return (name, value) => (typeof value === 'string' && form.test(value) ? [] : [problem(name, value, expected, 'write it out')]);
}

/** Why something is as it is. */
export const reason: Check = (name, value) => (isText(value) ? [] : [problem(name, value, 'text', 'say why')]);

export const isoDate: Check = (name, value) => (
  typeof value === 'string' && isIsoDate(value) ? [] : [problem(name, value, 'a date such as 2027-01-31', 'use YYYY-MM-DD')]
);

export const yesOrNo: Check = (name, value) => (typeof value === 'boolean' ? [] : [problem(name, value, 'true or false', 'give one of them, or leave it out')]);

export function wholeNumber(min: number, max: number): Check {
  return (name, value) => (
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? []
      : [problem(name, value, `a whole number from ${min} to ${max}`, 'choose one of these')]
  );
}

export function durationBetween(min: Duration, max: Duration): Check {
  const expected = `a Duration of whole seconds from ${min.toHumanString()} to ${max.toHumanString()}`;
  return (name, value) => {
    const seconds = secondsOf(value);
    return seconds !== undefined && Number.isInteger(seconds) && seconds >= min.toSeconds() && seconds <= max.toSeconds() ? [] : [problem(name, value, expected, 'choose one in between')];
  };
}

/** A construct, known by an attribute that it cannot do without. */
export function objectWith(attribute: string, expected: string): Check {
  return (name, value) => (isObject(value) && typeof value[attribute] === 'string' ? [] : [problem(name, value, expected, 'give such an object, or leave it out')]);
}

/** An object with behaviour, known by its method. */
export function objectThatCan(method: string, expected: string): Check {
  return (name, value) => (isObject(value) && typeof value[method] === 'function' ? [] : [problem(name, value, expected, 'give such an object, or leave it out')]);
}

export function listOf(check: Check): Check {
  return (name, value) => (
    Array.isArray(value) ? Array.from(value, (item, index) => check(`${name}[${index}]`, item)).flat() : [problem(name, value, 'a list', 'put it into a list')]
  );
}

/** Keys and values of an object that is a map. */
export function mapOf(key: Check, value: Check): Check {
  return (name, map) => {
    if (!isRecord(map)) return [problem(name, map, 'an object', 'give one, or leave it out')];
    return Object.entries(map).flatMap(([entry, item]) => [...key(`key of ${name}`, entry), ...value(`${name}.${entry}`, item)]);
  };
}

/** Members of an object; one that is not known would do nothing, or widen what it was meant to narrow. */
export function membersOf(required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>>): Check {
  const known = { ...required, ...optional };
  return (name, value) => {
    if (!isRecord(value)) return [problem(name, value, `an object of ${Object.keys(known).join(', ')}`, 'give one, or leave it out')];
    return [
      ...unknownMembers(`member of ${name}`, value, Object.keys(known)),
      ...Object.entries(required).flatMap(([member, check]) => check(`${name}.${member}`, value[member])),
      ...Object.entries(optional).flatMap(([member, check]) => (value[member] === undefined ? [] : check(`${name}.${member}`, value[member]))),
    ];
  };
}

/** Names that are not known; untyped code would not notice a misspelt one. */
export function unknownMembers(what: string, value: object, known: readonly string[]): string[] {
  return Object.keys(value)
    .filter(name => !known.includes(name))
    .map(name => `unknown ${what}, got ${describe(name)}, expected one of ${known.join(', ')}; correct its spelling or remove it`);
}

export function problem(name: string, value: unknown, expected: string, cure: string): string {
  return `bad ${name}, got ${describe(value)}, expected ${expected}; ${cure}`;
}

/** Whether a value is an object whose members can be looked at; a list is none. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Token.isUnresolved(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function secondsOf(value: unknown): number | undefined {
  if (!isObject(value) || typeof value.toSeconds !== 'function') return undefined;
  const duration = value as unknown as Duration;
  return duration.isUnresolved() ? undefined : duration.toSeconds({ integral: false });
}

/** A value in a few words, whatever it is. */
function describe(value: unknown): string {
  if (Token.isUnresolved(value)) return 'a token';
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? 'a list' : 'an object';
    case 'function':
      return 'a function';
    default:
      return String(value);
  }
}
