import { FoldedText } from './folded-text';
import { fragments } from './fragments';
import { firstFrom } from './places';
import { searchText, type Answer, type Occurrence } from './search';
import type { Inspect, Verdict } from './verdict';

/** An input without any of them is part of a value wherever it stands. */
const FILTER_SYNTAX = /[()*]/;
const ONLY_ASTERISKS = /^\*+$/;
/** Every entry has it: filters that ask whether it is there come from apps and clients. */
const EVERY_ENTRY = /\(objectclass=$/i;
/** Bytes in hexadecimal (RFC 4515). */
const ESCAPES = /(?:\\[0-9a-f]{2})+/gi;
const NAME_SEPARATOR = /(?<!\\)[,;+]/g;
/** Behind a separator the name of an attribute, or its number. */
const NAME_PART = /(?<!\\)[,;+]\s*(?:[a-z][a-z\d-]*|[\d.]+)\s*=/i;
const SHOWN = 60;

/**
 * Prepares a search's filter, then tells whether an input changed it (CWE-90).
 *
 * @param text - with values as they are, so that what was escaped stands in it as it came
 * @param syntax - where a parenthesis or an asterisk is the filter's own, in order
 * @param isOwnValue - whether an input of asterisks alone may be what the app looks for; elsewhere events are full of them
 */
export function inspectFilter(text: string, syntax: readonly number[], isOwnValue: (input: string) => boolean = () => true): Inspect {
  const folded = new FoldedText(text);
  const judge = (occurrence: Occurrence) => inspectOccurrence(text, syntax, occurrence);
  const presence = (occurrence: Occurrence) => inspectPresence(text, syntax, occurrence);
  return input => {
    if (!FILTER_SYNTAX.test(input)) return undefined;
    const brought = input.trim();
    if (ONLY_ASTERISKS.test(brought)) return isOwnValue(input) ? verdictOf(searchText(text, brought, presence)) : undefined;
    let answer = searchText(text, brought, judge);
    if (answer === 'absent') answer = folded.search(brought, judge);
    if (answer === 'absent') answer = searchText(text, unescaped(brought), judge);
    if (answer !== 'absent') return verdictOf(answer);
    for (const part of fragments(input)) {
      const found = FILTER_SYNTAX.test(part) ? verdictOf(searchText(text, part, judge)) : undefined;
      if (found) return found;
    }
    return undefined;
  };
}

/** As clients read what an input escaped itself, so that it does not stand in the filter as it came. */
function unescaped(input: string): string {
  return input.replace(ESCAPES, escapes => Buffer.from(escapes.replaceAll('\\', ''), 'hex').toString());
}

function verdictOf(answer: Answer): Verdict | undefined {
  return typeof answer === 'object' ? answer : undefined;
}

function inspectOccurrence(text: string, syntax: readonly number[], { start, end }: Occurrence): Verdict | undefined {
  let parentheses = 0;
  let hasPattern = false;
  for (let at = firstFrom(syntax, start); syntax[at] < end; at++) {
    if (text[syntax[at]] !== '*') parentheses++;
    else hasPattern ||= isPattern(text, syntax, at, { start, end });
  }
  /* One alone ends what it began with: a value of the app's may end so too. */
  if (parentheses < 2 && !hasPattern) return undefined;
  const shown = text.slice(start, Math.min(end, start + SHOWN));
  return { change: parentheses < 2 ? `turned a value into a pattern: ${shown}` : `brought items into the filter: ${shown}` };
}

/** Whether an asterisk is the first of a value which had none but for the input, and which the input holds a part of. */
function isPattern(text: string, syntax: readonly number[], first: number, { start, end }: Occurrence): boolean {
  if (text[syntax[first - 1]] === '*') return false;
  let last = first;
  while (text[syntax[last + 1]] === '*' && syntax[last + 1] < end) last++;
  if (text[syntax[last + 1]] === '*') return false;
  const hasBefore = syntax[first] > start && text[syntax[first] - 1] !== '=';
  const hasBetween = syntax[last] - syntax[first] > last - first;
  return hasBefore || hasBetween || (syntax[last] + 1 < end && syntax[last + 1] !== syntax[last] + 1);
}

/** Whether asterisks are all that is compared with. */
function inspectPresence(text: string, syntax: readonly number[], { start, end }: Occurrence): Verdict | undefined {
  const isWhole = text[start - 1] === '=' && text[end] === ')' && syntax[firstFrom(syntax, start)] === start;
  if (!isWhole || EVERY_ENTRY.test(text.slice(Math.max(start - SHOWN, 0), start))) return undefined;
  const item = text.lastIndexOf('(', start);
  return { change: `matches any value: ${text.slice(Math.max(item, start - SHOWN), end + 1)}` };
}

/**
 * Prepares an entry's name (RFC 4514), then tells whether an input went on behind the part of it that it was placed in.
 *
 * Whole parts, from a boundary on, are what apps put names together from.
 *
 * @param isCut - whether an input is only a part of another that was placed so
 */
export function inspectName(name: string, isCut: (input: string) => boolean = () => false): Inspect {
  const folded = new FoldedText(name);
  const separators = Array.from(name.matchAll(NAME_SEPARATOR), ({ index }) => index);
  const judge = ({ start, end }: Occurrence): Verdict | undefined => {
    const next = firstFrom(separators, start);
    const at = separators[next];
    if (at === undefined || at >= end || isBoundary(name, separators[next - 1] ?? -1, start)) return undefined;
    const brought = name.slice(at, end);
    return NAME_PART.test(brought) ? { change: `went on behind its part of the name: ${brought.slice(0, SHOWN)}` } : undefined;
  };
  return input => {
    const brought = input.trim();
    if (!/[,;+]/.test(brought)) return undefined;
    let answer = searchText(name, brought, judge);
    if (answer === 'absent') answer = folded.search(brought, judge);
    const verdict = verdictOf(answer);
    return verdict && !isCut(input) ? verdict : undefined;
  };
}

/** Whether nothing but blanks stands between a separator and a place. */
function isBoundary(name: string, separator: number, place: number): boolean {
  return name.slice(separator + 1, place).trim() === '';
}
