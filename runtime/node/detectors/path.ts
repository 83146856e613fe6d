import { fileSystemPath } from './path/file-url';
import { isKnownRoot, isScratch } from './path/known-roots';
import { climbs, leavesDirectory, resolveSegments } from './path/segments';
import { searchText, type Answer } from './search';
import type { Inspect, Verdict } from './verdict';

/** Parts of an input that climb are tried from these characters on: where values of a larger text begin. */
const VALUE_START = /[\s"'`<>=?&:;,|]/;

/** Longer paths are refused by every file system (Linux: PATH_MAX, 4,096 bytes; Windows: 32,767 characters). */
const LONGEST_PATH = 32_767;

/** An app's own relative path begins so; an input of nothing else says no more than that. */
const ONLY_DOTS = /^[./]*$/;

/** What is left above a tail in a relative path that climbed. */
const ONLY_CLIMBS = /^\.\.(?:\/\.\.)*$/;

/** Characters of a path shown in a finding. */
const SHOWN = 80;

/** Such parts tried on one input. */
const PARTS = 8;

/**
 * Prepares a path as the file system receives it, then tells whether an input left its directory.
 *
 * An input leaves it by climbing above the directory in which the app placed it, also where the app resolved the path
 * before; by being the whole, absolute path; or by a NUL that cuts the path short. `docs/detection.md` has the rules.
 */
export function inspectPath(path: string): Inspect {
  if (path.length > LONGEST_PATH) return () => undefined;
  let prepared: string | undefined;
  return input => canLeave(input) ? inspect(prepared ??= fileSystemPath(path), input) : undefined;
}

function canLeave(input: string): boolean {
  return input.includes('..') || input.startsWith('/') || input.includes('\0') || input.startsWith('file:');
}

function inspect(path: string, input: string): Verdict | undefined {
  if (input.includes('\0')) return path.includes(input) ? { change: 'a NUL character ends the path before its end' } : undefined;
  const named = fileSystemPath(input);
  if (climbs(named)) return inspectClimb(path, named);
  return named.startsWith('/') ? inspectAbsolute(path, named) : undefined;
}

function inspectClimb(path: string, input: string): Verdict | undefined {
  const answer = findClimb(path, input);
  if (typeof answer === 'object') return answer;
  const absolute = inspectAbsolute(path, input);
  if (absolute || answer === 'harmless') return absolute;
  return inspectResolved(path, input) ?? inspectParts(path, input);
}

/** The climb still stands in the path: count levels from where the app placed the input. */
function findClimb(path: string, input: string): Answer {
  return searchText(path, input, ({ start, end }) => {
    const isOwnPrefix = start === 0 && end < path.length && ONLY_DOTS.test(input);
    if (isOwnPrefix || !leavesDirectory(path, start, end)) return undefined;
    return { change: `climbed above the directory it was placed in: ${shorten(input)}` };
  });
}

/** The app resolved the path, so that only the input's tail is left, directly below a place that a climb reaches. */
function inspectResolved(path: string, input: string): Verdict | undefined {
  const { levels, tail } = resolveSegments(input);
  if (levels === 0 || tail === '') return undefined;
  const change = `climbed ${levels} ${levels === 1 ? 'level' : 'levels'} before the path was resolved, to ${shorten(path)}`;
  if (path === tail) return { change };
  const at = path.lastIndexOf(`/${tail}`);
  if (at === -1 || path.includes('/', at + tail.length + 1)) return undefined;
  const above = path.slice(0, at);
  return isKnownRoot(above) || ONLY_CLIMBS.test(above) ? { change } : undefined;
}

/** Nothing of the app's stands before the input: it chose the directory. */
function inspectAbsolute(path: string, input: string): Verdict | undefined {
  if (!input.startsWith('/') || !path.startsWith('/')) return undefined;
  const named = resolveSegments(input).tail;
  if (named === '' || isScratch(`/${named}`)) return undefined;
  const whole = path === input || resolveSegments(path).tail === named;
  const extended = path.startsWith(input) && !path.includes('/', input.length);
  return whole || extended ? { change: `is the whole path, in place of one below a directory of the app: ${shorten(input)}` } : undefined;
}

/** Only a part of the input reached the path: a value in it, or what follows the value's route. */
function inspectParts(path: string, input: string): Verdict | undefined {
  const lowered = input.toLowerCase();
  const changed = lowered === input ? 'absent' : findClimb(path, lowered);
  if (typeof changed === 'object') return changed;
  for (const value of input.split(VALUE_START, PARTS)) {
    const verdict = climbs(value) ? inspectPart(path, value) : undefined;
    if (verdict) return verdict;
  }
  return undefined;
}

function inspectPart(path: string, value: string): Verdict | undefined {
  const climb = value.startsWith('../') ? value : value.slice(value.indexOf('/../') + 1);
  for (const part of climb === value ? [value] : [value, climb]) {
    const answer = findClimb(path, part);
    const verdict = typeof answer === 'object' ? answer : inspectResolved(path, part);
    if (verdict || answer === 'harmless') return verdict;
  }
  return undefined;
}

function shorten(path: string): string {
  return path.length > SHOWN ? `${path.slice(0, SHOWN)}…` : path;
}
