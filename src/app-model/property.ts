import { evaluate } from './evaluate';
import { own } from './json';
import type { Resource } from './template';
import { ABSENT, NO_ASSUMPTIONS, UNKNOWN, type Assumptions, type Possibility } from './value';

/** Every value that a property of a resource can take. */
export function property(resource: Resource, ...path: readonly string[]): readonly Possibility[] {
  return at(evaluate(resource.properties, resource.template, NO_ASSUMPTIONS), ...path);
}

/** The same below a value already evaluated. A scalar where a map should be is unknown: we cannot judge what AWS will refuse. */
export function at(from: readonly Possibility[], ...path: readonly string[]): readonly Possibility[] {
  return path.reduce((possibilities, name) => possibilities.flatMap(possibility => entry(possibility, name)), from);
}

function entry({ value, when }: Possibility, name: string): readonly Possibility[] {
  if (value.kind === 'absent') return [{ value: ABSENT, when }];
  if (value.kind !== 'map') return [{ value: UNKNOWN, when }];
  return evaluate(own(value.entries, name), value.template, when);
}

/** The items of a list, evaluated; a single value counts as a list of one, as in policy documents. */
export function items(from: readonly Possibility[]): readonly Possibility[] {
  return from.flatMap(({ value, when }) => {
    if (value.kind === 'absent') return [];
    if (value.kind !== 'list') return [{ value, when }];
    return items(value.items.flatMap(item => evaluate(item, value.template, when)));
  });
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
