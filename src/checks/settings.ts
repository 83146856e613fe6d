import type { Finding } from './rule';
import { samProperty } from '../app-model/functions';
import type { Resource } from '../app-model/template';
import { literalText, type Possibility } from '../app-model/value';

/** What is wrong with a value; what is not known is never wrong. */
export type Fails = (possibility: Possibility) => boolean;

/** Whether a switch that is off unless set is not on: absent, or a known value other than `true`. */
export const isNotOn: Fails = ({ value }) => {
  if (value.kind === 'absent') return true;
  const text = literalText(value);
  return text !== undefined && text !== 'true';
};

/** Whether a switch is known to be on. */
export const isOn: Fails = ({ value }) => literalText(value) === 'true';

/** Whether a switch is known to be off. */
export const isOff: Fails = ({ value }) => literalText(value) === 'false';

export const isAbsent: Fails = ({ value }) => value.kind === 'absent';

/** Absent, or an empty text, list or map. */
export const isEmpty: Fails = ({ value }) => {
  if (value.kind === 'list') return value.items.length === 0;
  if (value.kind === 'map') return Object.keys(value.entries).length === 0;
  return value.kind === 'absent' || literalText(value) === '';
};

/** Whether a value is one of the given texts. */
export const isOneOf = (...texts: readonly string[]): Fails => ({ value }) => {
  const text = literalText(value);
  return text !== undefined && texts.includes(text);
};

/** Whether a value is absent, or known to be none of the given texts. */
export const isNoneOf = (...texts: readonly string[]): Fails => ({ value }) => {
  if (value.kind === 'absent') return true;
  const text = literalText(value);
  return text !== undefined && !texts.includes(text);
};

/** Whether a text is none of, or a list holds none of, the given texts; an item that is not known may be one. */
export const isKnownWithout = (...texts: readonly string[]): Fails => ({ value, when }) => {
  if (value.kind !== 'list') return isNoneOf(...texts)({ value, when });
  return value.items.every(item => typeof item === 'string' && !texts.includes(item));
};

/** Whether a number is known and passes a test. */
export const isNumber = (test: (number: number) => boolean): Fails => ({ value }) => {
  const number = Number(literalText(value) ?? NaN);
  return !Number.isNaN(number) && test(number);
};

/** A property of any resource; what one of SAM leaves out may stand in `Globals`. */
export function read(resource: Resource, path: readonly string[]): readonly Possibility[] {
  return samProperty(resource, ...path);
}

/** A finding for every value at a path that fails. */
export function failing(resource: Resource, path: readonly string[], fails: Fails, more: Omit<Finding, 'when' | 'location'> = {}): readonly Finding[] {
  return read(resource, path).filter(fails).map(({ when }) => ({ ...more, when, location: ['Properties', ...path].join('/') }));
}

/** Whether something is set, whatever it is. */
export const isPresent: Fails = ({ value }) => value.kind !== 'absent' && value.kind !== 'unknown';
