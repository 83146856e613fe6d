/** A JSON object; never an array, never `null`. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one where it is something else, which a template may hold anywhere. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** An own property: a template may name its keys `constructor` or `__proto__`. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The text of a JSON scalar; empty where it is something else, whose `String()` may throw. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
