/** A JSON object of unknown shape. */
export type Unknowns = Readonly<Record<string, unknown>>;

const EMPTY: Unknowns = Object.freeze(Object.create(null) as Unknowns);

/** The value where it is an object, else an empty one, so that reading an event needs no checks in between. */
export function asRecord(value: unknown): Unknowns {
  return typeof value === 'object' && value !== null ? value as Unknowns : EMPTY;
}

/** The object at a path of an object. */
export function recordAt(value: unknown, ...path: readonly (string | number)[]): Unknowns {
  return asRecord(path.reduce<unknown>((at, key) => own(at, key), value));
}

/** The non-empty string at a path of an object. */
export function stringAt(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const found = path.reduce<unknown>((at, key) => own(at, key), value);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** Own properties alone: what was planted on `Object.prototype` is no part of an event. */
function own(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Unknowns)[key] : undefined;
}
