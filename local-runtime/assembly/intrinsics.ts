import type { IntrinsicsTable } from './assembly-function';

/** A value of a template: JSON in which single-key objects may be intrinsic functions. */
export type TemplateValue = string | number | boolean | null | TemplateValue[] | { [key: string]: TemplateValue };

type Resolver = (argument: TemplateValue, context: Resolution) => TemplateValue;

interface Resolution {
  readonly values: IntrinsicsTable;
  /** Where the value stands, for error messages. */
  readonly place: string;
}

/** Resolves the intrinsic functions in a template's value from a table; what the table lacks is an error that names it. */
export function resolveValue(value: TemplateValue, values: IntrinsicsTable, place: string): TemplateValue {
  return resolve(value, { values, place });
}

function resolve(value: TemplateValue, context: Resolution): TemplateValue {
  if (Array.isArray(value)) return value.map(item => resolve(item, context));
  if (typeof value !== 'object' || value === null) return value;
  const [only, ...others] = Object.entries(value);
  const resolver = only && others.length === 0 ? RESOLVERS[only[0]] : undefined;
  if (only && resolver) return resolver(only[1], context);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, context)]));
}

const RESOLVERS: Readonly<Record<string, Resolver>> = {
  'Ref': (name, context) => lookUp(text(name, context), context),
  'Fn::GetAtt': (argument, context) => {
    const path = Array.isArray(argument) ? argument.map(part => text(resolve(part, context), context)).join('.') : text(argument, context);
    return lookUp(path, context);
  },
  'Fn::Sub': (argument, context) => {
    const [template, locals] = Array.isArray(argument) ? argument : [argument, {}];
    const own = Object.entries((locals ?? {}) as Record<string, TemplateValue>).map(([key, value]) => [key, text(resolve(value, context), context)]);
    const scope = { ...context, values: { ...context.values, ...Object.fromEntries(own) as IntrinsicsTable } };
    return text(template ?? '', context).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => (literal ? `\${${name}}` : lookUp(name, scope)));
  },
  'Fn::Join': (argument, context) => {
    const [separator, parts] = list(argument, context);
    return list(resolve(parts ?? [], context), context).map(part => text(part, context)).join(text(separator ?? '', context));
  },
  'Fn::Select': (argument, context) => {
    const [index, items] = list(argument, context);
    const chosen = list(resolve(items ?? [], context), context)[Number(resolve(index ?? 0, context))];
    if (chosen === undefined) throw new Error(`${context.place}: Fn::Select got index ${JSON.stringify(index)}, expected one inside its list`);
    return chosen;
  },
  'Fn::Split': (argument, context) => {
    const [separator, whole] = list(argument, context);
    return text(resolve(whole ?? '', context), context).split(text(separator ?? '', context));
  },
  'Fn::ImportValue': (argument, context) => lookUp(`ImportValue:${text(resolve(argument, context), context)}`, context),
};

/** Looks a reference up by the name it has in `Fn::Sub`. */
function lookUp(name: string, { values, place }: Resolution): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value !== undefined) return value;
  throw new Error(`${place}: no value for '${name}', expected one in the intrinsics table; add '${name}' to it`);
}

function text(value: TemplateValue, { place }: Resolution): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`${place}: got ${JSON.stringify(value)}, expected text or an intrinsic function that gives text`);
}

function list(value: TemplateValue, { place }: Resolution): TemplateValue[] {
  if (Array.isArray(value)) return value;
  throw new Error(`${place}: got ${JSON.stringify(value)}, expected a list`);
}
