import { isObject, own, textOf, type JsonObject } from '../../app-model/json';

/**
 * The first place where a value is not what a JSON Schema says, in words; `undefined` where it fits. It reads the part of JSON
 * Schema that ours are written in, and lets pass what is not described: what is added later harms no reader.
 *
 * @param needed the names without which a reader could not go on; others may be missing
 */
export function misshapen(value: unknown, schema: JsonObject, needed: ReadonlySet<string>): string | undefined {
  const definitions = own(schema, 'definitions');
  const open: Array<readonly [value: unknown, schema: unknown, place: string]> = [[value, schema, '']];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [one, given, place] = next;
    const expected = resolved(given, definitions);
    const problem = wrongType(one, expected) ?? wrongValue(one, expected) ?? lacking(one, expected, needed);
    if (problem !== undefined) return `${place === '' ? 'it' : place} ${problem}`;
    open.push(...below(one, expected, place).reverse());
  }
  return undefined;
}

function resolved(schema: unknown, definitions: unknown): JsonObject {
  const given = isObject(schema) ? schema : {};
  const named = isObject(definitions) ? own(definitions, textOf(given.$ref).replace('#/definitions/', '')) : undefined;
  return isObject(named) ? named : given;
}

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: value => typeof value === 'string',
  boolean: value => typeof value === 'boolean',
};

function wrongType(value: unknown, { type }: JsonObject): string | undefined {
  const name = textOf(type);
  const fits = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  return fits === undefined || fits(value) ? undefined : `is ${shown(value)}, expected ${name === 'array' ? 'a list' : `${/^[ao]/.test(name) ? 'an' : 'a'} ${name}`}`;
}

function wrongValue(value: unknown, { enum: allowed, const: only }: JsonObject): string | undefined {
  if (only !== undefined) return value === only ? undefined : `is ${shown(value)}, expected ${shown(only)}`;
  return Array.isArray(allowed) && !allowed.includes(value) ? `is ${shown(value)}, expected one of ${allowed.join(', ')}` : undefined;
}

function lacking(value: unknown, { required }: JsonObject, needed: ReadonlySet<string>): string | undefined {
  if (!Array.isArray(required) || !isObject(value)) return undefined;
  const missing = required.find(name => typeof name === 'string' && needed.has(name) && !Object.hasOwn(value, name));
  return missing === undefined ? undefined : `has no ${String(missing)}`;
}

function below(value: unknown, { items, properties, additionalProperties }: JsonObject, place: string): Array<readonly [unknown, unknown, string]> {
  if (Array.isArray(value)) return value.map((item, at) => [item, items, `${place}[${at}]`] as const);
  if (!isObject(value)) return [];
  const known = isObject(properties) ? properties : {};
  return Object.entries(value).map(([name, inner]) => [inner, own(known, name) ?? additionalProperties, place === '' ? name : `${place}.${name}`] as const);
}

const MAX_SHOWN = 40;

function shown(value: unknown): string {
  if (isObject(value)) return 'an object';
  if (Array.isArray(value)) return 'a list';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
