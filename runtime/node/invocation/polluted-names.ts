import type { InputPlace } from './place';
import type { Trail, Visit } from './walk';

/** An input that names a property under a path into a prototype. */
export interface NamedProperty {
  readonly input: string;
  readonly place: InputPlace;
}

const DIRECT = '__proto__';

/**
 * Which of the names an event names under a path into a prototype, and where.
 *
 * `{"__proto__": {"name": …}}` and `constructor.prototype` alike, as nested objects, as a path in one text (`__proto__[name]`,
 * `constructor.prototype.name`, a list, a document in another format), or as separate values that the app puts together.
 */
export function pollutedNames(walk: (visit: Visit) => unknown, names: ReadonlySet<string>): ReadonlyMap<string, NamedProperty> {
  const found = new Map<string, NamedProperty>();
  const alone = new Map<string, NamedProperty>();
  let isPathGiven = false;
  walk((text, _, trail) => {
    if (names.has(text)) {
      const property = { input: text, place: trail.place() };
      if (trail.isKey && endOfPath(property.place.path) >= 0) keepShortest(found, text, property);
      else keepShortest(alone, text, property);
    }
    isPathGiven ||= text === DIRECT || text === 'prototype';
    addNamedIn(text, names, trail, found);
  });
  if (isPathGiven) for (const [name, property] of alone) if (!found.has(name)) found.set(name, property);
  return found;
}

/** What parts names in paths, forms and documents. */
const NAMES = /[^\s"'`[\](){}<>.,:;=&|/\\?%+]+/g;

function addNamedIn(text: string, names: ReadonlySet<string>, trail: Trail, found: Map<string, NamedProperty>): void {
  const end = endOfPath(text);
  if (end < 0) return;
  NAMES.lastIndex = end;
  for (let match = NAMES.exec(text); match; match = NAMES.exec(text)) {
    if (names.has(match[0])) keepShortest(found, match[0], { input: text, place: trail.place() });
  }
}

/** The tightest tells most: a body holds all that is in it. */
function keepShortest(found: Map<string, NamedProperty>, name: string, property: NamedProperty): void {
  const known = found.get(name);
  if (!known || property.input.length < known.input.length) found.set(name, property);
}

/** Where the first path into a prototype ends in a text; negative where there is none. */
function endOfPath(text: string): number {
  const direct = text.indexOf(DIRECT);
  const constructed = text.indexOf('constructor');
  const prototype = constructed < 0 ? -1 : text.indexOf('prototype', constructed);
  const ends = [direct < 0 ? Infinity : direct + DIRECT.length, prototype < 0 ? Infinity : prototype + 'prototype'.length];
  const end = Math.min(...ends);
  return end === Infinity ? -1 : end;
}
