import { evaluate } from './evaluate';
import { own } from './json';
import type { Resource } from './template';
import { noteUndecided } from './undecided';
import { ABSENT, NO_ASSUMPTIONS, UNKNOWN, type Assumptions, type Possibility } from './value';

/** Every value that a property of a resource can take. */
export function property(resource: Resource, ...path: readonly string[]): readonly Possibility[] {
  return descend(roots.get(resource) ?? readRoot(resource), path);
}

function readRoot(resource: Resource): readonly Possibility[] {
  const root = evaluate(resource.properties, resource.template, NO_ASSUMPTIONS);
  roots.set(resource, root);
  return root;
}

/** A hundred rules ask for the properties of the same resource. */
const roots = new WeakMap<Resource, readonly Possibility[]>();
const ABSENT_ALWAYS: readonly Possibility[] = [{ value: ABSENT, when: NO_ASSUMPTIONS }];

/** The same below a value already evaluated. A scalar where a map should be is unknown: we cannot judge what AWS will refuse. */
export function at(from: readonly Possibility[], ...path: readonly string[]): readonly Possibility[] {
  return descend(from, path);
}

function descend(from: readonly Possibility[], path: readonly string[]): readonly Possibility[] {
  let possibilities = from;
  for (const name of path) {
    const [single] = possibilities;
    // Nearly always there is one: `flatMap` costs more than everything else here.
    possibilities = single !== undefined && possibilities.length === 1 ? entry(single, name) : possibilities.flatMap(possibility => entry(possibility, name));
  }
  return possibilities;
}

function entry({ value, when }: Possibility, name: string): readonly Possibility[] {
  // Most of what rules ask for is not there.
  const isThere = value.kind === 'map' ? Object.hasOwn(value.entries, name) : value.kind !== 'absent';
  if (!isThere) return when === NO_ASSUMPTIONS ? ABSENT_ALWAYS : [{ value: ABSENT, when }];
  if (value.kind === 'map') return evaluate(value.entries[name], value.template, when);
  noteUndecided(UNKNOWN);
  return [{ value: UNKNOWN, when }];
}

/** The items of a list, evaluated; a single value counts as a list of one, as in policy documents. */
export function items(from: readonly Possibility[]): readonly Possibility[] {
  const found: Possibility[] = [];
  from.forEach(possibility => collectItems(possibility, found));
  return found;
}

function collectItems(possibility: Possibility, into: Possibility[]): void {
  const { value, when } = possibility;
  if (value.kind === 'absent') return;
  if (value.kind !== 'list') {
    into.push(possibility);
    return;
  }
  for (const item of value.items) {
    for (const evaluated of evaluate(item, value.template, when)) collectItems(evaluated, into);
  }
}

/** The entries of a map by name; empty where it is none. */
export function entries(from: readonly Possibility[]): ReadonlyArray<{ readonly name: string; readonly possibilities: readonly Possibility[] }> {
  return from.flatMap(({ value, when }) => value.kind !== 'map' ? [] : Object.keys(value.entries)
    .map(name => ({ name, possibilities: evaluate(own(value.entries, name), value.template, when) })));
}

/** Whether two sets of assumptions can hold together. */
export function compatible(a: Assumptions, b: Assumptions): boolean {
  return [...a].every(([key, holds]) => (b.get(key) ?? holds) === holds);
}
