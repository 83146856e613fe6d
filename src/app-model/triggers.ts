import type { AppModel } from './app-model';
import { FUNCTION_TYPES, functionProperty, isServerlessFunction } from './functions';
import { property } from './property';
import type { Resource } from './template';
import { literalText, type Possibility, type Value } from './value';

/** A way in which a function can be started. */
export interface Trigger {
  readonly kind: 'url' | 'permission' | 'eventSourceMapping';
  /** The resource that makes the trigger; a SAM function makes its own. */
  readonly resource: Resource;
  /** The function, where it is in the app. */
  readonly function?: Resource;
}

const TRIGGER_PROPERTIES = [
  { type: 'AWS::Lambda::Url', kind: 'url', property: 'TargetFunctionArn' },
  { type: 'AWS::Lambda::Permission', kind: 'permission', property: 'FunctionName' },
  { type: 'AWS::Lambda::EventSourceMapping', kind: 'eventSourceMapping', property: 'FunctionName' },
] as const;

/** Every trigger that the templates declare; pass it to `model.index()`. */
export function triggers(model: AppModel): readonly Trigger[] {
  const declared = TRIGGER_PROPERTIES.flatMap(({ type, kind, property: name }) => model.resourcesOf(type)
    .map(resource => ({ kind, resource, function: functionOf(property(resource, name), model) })));
  const urls = model.resourcesOf('AWS::Serverless::Function')
    .filter(fn => functionProperty(fn, 'FunctionUrlConfig').some(({ value }) => value.kind === 'map'))
    .map(fn => ({ kind: 'url', resource: fn, function: fn }) as const);
  return [...declared, ...urls];
}

/** The function of the app that one of the values names: by reference, by alias or version, or by its literal name or ARN. */
export function functionOf(possibilities: readonly Possibility[], model: AppModel): Resource | undefined {
  for (const { value } of possibilities) {
    const found = functionNamed(value, model);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The function that a value names. */
export function functionNamed(value: Value, model: AppModel): Resource | undefined {
  const direct = directFunction(value, model);
  if (direct !== undefined || value.kind !== 'reference' || !QUALIFIERS.has(value.resource.type)) return direct;
  // One step only: an alias of an alias does not exist, and a template may well hold a circle of them.
  return property(value.resource, 'FunctionName').map(name => directFunction(name.value, model)).find(fn => fn !== undefined);
}

const QUALIFIERS: ReadonlySet<string> = new Set(['AWS::Lambda::Alias', 'AWS::Lambda::Version']);

function directFunction(value: Value, model: AppModel): Resource | undefined {
  if (value.kind === 'reference') return isFunction(value.resource) ? value.resource : undefined;
  if (value.kind === 'text') return value.parts.flatMap(part => part.kind === 'reference' && isFunction(part.resource) ? [part.resource] : [])[0];
  const text = literalText(value);
  return text === undefined ? undefined : model.index(functionsByName).get(functionName(text));
}

/** The name in `name`, `name:alias`, `account:function:name` and `arn:partition:lambda:region:account:function:name:alias`. */
function functionName(text: string): string {
  const fields = text.split(':');
  return fields[fields.indexOf('function') + 1] ?? text;
}

/** Whether a resource is a Lambda function, SAM's included. */
export function isFunction(resource: Resource): boolean {
  return isServerlessFunction(resource) || resource.type === FUNCTION_TYPES[0];
}

function functionsByName(model: AppModel): ReadonlyMap<string, Resource> {
  return new Map(model.resourcesOf(...FUNCTION_TYPES).flatMap(fn => functionProperty(fn, 'FunctionName').flatMap(({ value }) => {
    const name = literalText(value);
    return name === undefined ? [] : [[name, fn] as const];
  })));
}
