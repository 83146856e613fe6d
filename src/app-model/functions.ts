import { evaluate } from './evaluate';
import { asObject, own } from './json';
import { at, entries, items, property } from './property';
import type { Resource } from './template';
import { literalText, NO_ASSUMPTIONS, type Possibility } from './value';

/** The types of a Lambda function in a template. */
export const FUNCTION_TYPES = ['AWS::Lambda::Function', 'AWS::Serverless::Function'] as const;

/** Whether the resource is a SAM function, whose properties differ and may come from `Globals`. */
export function isServerlessFunction(resource: Resource): boolean {
  return resource.type === 'AWS::Serverless::Function';
}

/** The types whose properties may come from `Globals`, and where there. */
const GLOBALS: Readonly<Record<string, string>> = {
  'AWS::Serverless::Function': 'Function',
  'AWS::Serverless::Api': 'Api',
  'AWS::Serverless::HttpApi': 'HttpApi',
  'AWS::Serverless::SimpleTable': 'SimpleTable',
  'AWS::Serverless::StateMachine': 'StateMachine',
};

/** A property of a function; what a SAM function leaves out may stand in the template's `Globals`. */
export function functionProperty(fn: Resource, ...path: readonly string[]): readonly Possibility[] {
  return samProperty(fn, ...path);
}

/** A property of any resource; what one of SAM leaves out may stand in the template's `Globals`. */
export function samProperty(resource: Resource, ...path: readonly string[]): readonly Possibility[] {
  const direct = property(resource, ...path);
  if (!resource.type.startsWith('AWS::Serverless::')) return direct;
  return direct.flatMap(possibility => possibility.value.kind === 'absent' ? globalProperty(resource, path, possibility) : [possibility]);
}

function globalProperty({ type, template }: Resource, path: readonly string[], { when }: Pick<Possibility, 'when'>): readonly Possibility[] {
  const globals = own(asObject(template.body.Globals), GLOBALS[type] ?? '');
  return at(evaluate(globals, template, when), ...path);
}

/** An environment variable of a function. */
export function environmentVariable(fn: Resource, name: string): readonly Possibility[] {
  return functionProperty(fn, 'Environment', 'Variables', name);
}

/** All environment variables of a function; those of SAM's `Globals` included. */
export function environmentVariables(fn: Resource): readonly EnvironmentVariable[] {
  const known = variables.get(fn);
  if (known !== undefined) return known;
  const made = readVariables(fn);
  variables.set(fn, made);
  return made;
}

/** A variable with every value that it can have. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly possibilities: readonly Possibility[];
}

/** Half a dozen rules look at the same variables. */
const variables = new WeakMap<Resource, readonly EnvironmentVariable[]>();

function readVariables(fn: Resource): readonly EnvironmentVariable[] {
  const direct = entries(property(fn, 'Environment', 'Variables'));
  if (!isServerlessFunction(fn)) return direct;
  const globals = own(asObject(fn.template.body.Globals), 'Function');
  const shared = entries(at(evaluate(globals, fn.template, NO_ASSUMPTIONS), 'Environment', 'Variables'));
  return [...direct, ...shared.filter(({ name }) => !direct.some(variable => variable.name === name))];
}

/** The layers of a function, in the order in which Lambda unpacks them: later ones overlay earlier ones. */
export function layers(fn: Resource): readonly Possibility[] {
  return items(layerLists(fn));
}

/** The lists of layers of a function: its own, and that of SAM's `Globals` before it, which a list of its own is added to. */
export function layerLists(fn: Resource): readonly Possibility[] {
  const direct = functionProperty(fn, 'Layers');
  if (!isServerlessFunction(fn) || !property(fn, 'Layers').some(({ value }) => value.kind === 'list')) return direct;
  const shared = globalProperty(fn, ['Layers'], { when: NO_ASSUMPTIONS }).filter(({ value }) => value.kind === 'list');
  return [...shared, ...direct];
}

/** Whether the function is a container image. */
export function isImage(fn: Resource): boolean {
  const uri = isServerlessFunction(fn) ? property(fn, 'ImageUri') : property(fn, 'Code', 'ImageUri');
  return functionProperty(fn, 'PackageType').some(({ value }) => literalText(value) === 'Image') || uri.some(({ value }) => value.kind !== 'absent');
}

/** The source that stands in the template itself. */
export function inlineCode(fn: Resource): readonly Possibility[] {
  return isServerlessFunction(fn) ? functionProperty(fn, 'InlineCode') : property(fn, 'Code', 'ZipFile');
}
