import { dependenciesOf, entriesOf } from './template';
import type { Resource, Template } from './template';

/** A name that a value refers to, by `Ref`, `Fn::GetAtt`, `Fn::Sub` or `DependsOn`. */
export interface Reference {
  readonly name: string;
  /** Conditions that hold where the reference stands, as the branches of `Fn::If` around it have it. */
  readonly branches: readonly Branch[];
}

export interface Branch {
  readonly condition: string;
  readonly holds: boolean;
}

const SUB_VARIABLE = /\$\{([^!}]+)\}/g;

/** Everything that a value refers to, pseudo parameters left out. */
export function referencesIn(value: unknown, branches: readonly Branch[] = []): Reference[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(item => referencesIn(item, branches));
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Sub': sub, 'Fn::If': choice } = value as Record<string, unknown>;
  if (Object.keys(value).length === 1) {
    if (typeof ref === 'string') return named(ref, branches);
    if (attribute !== undefined) return named(String(Array.isArray(attribute) ? attribute[0] : attribute).split('.')[0], branches);
    if (sub !== undefined) return substituted(sub, branches);
    if (Array.isArray(choice)) return chosen(choice, branches);
  }
  return Object.values(value).flatMap(item => referencesIn(item, branches));
}

/** Everything that a resource refers to and waits for. */
export function referencesOf(resource: Resource): Reference[] {
  return [...dependenciesOf(resource).map(name => ({ name, branches: [] })), ...referencesIn(resource.Properties)];
}

/** References to what a template does not have. */
export function danglingReferences(template: Template): string[] {
  const known = new Set([...Object.keys(template.Resources), ...Object.keys(entriesOf(template.Parameters))]);
  const places: Array<[string, Reference[]]> = [
    ...Object.entries(template.Resources).map(([id, resource]): [string, Reference[]] => [id, referencesOf(resource)]),
    ...Object.entries(entriesOf(template.Outputs)).map(([id, output]): [string, Reference[]] => [id, referencesIn(output)]),
  ];
  return places.flatMap(([place, references]) => references.filter(({ name }) => !known.has(name)).map(({ name }) => `${place} refers to ${name}, which does not exist`));
}

/** Exports that are imported but made by no stack of the app. */
export function danglingImports(templates: Readonly<Record<string, Template>>): string[] {
  const all = Object.values(templates);
  const exported = new Set(all.flatMap(({ Outputs = {} }) => Object.values(Outputs).map(output => JSON.stringify(entriesOf(entriesOf(output).Export).Name))));
  return [...new Set(all.flatMap(importsIn))].filter(name => !exported.has(name)).map(name => `${name} is imported, and exported nowhere`);
}

function importsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => (key === 'Fn::ImportValue' ? [JSON.stringify(item)] : importsIn(item)));
}

function named(name: string | undefined, branches: readonly Branch[]): Reference[] {
  return name === undefined || name.startsWith('AWS::') ? [] : [{ name, branches }];
}

function substituted(sub: unknown, branches: readonly Branch[]): Reference[] {
  const [text, variables] = (Array.isArray(sub) ? sub : [sub, {}]) as [string, Record<string, unknown>];
  const names = [...text.matchAll(SUB_VARIABLE)].map(match => match[1]?.trim() ?? '').filter(name => !(name in variables));
  return [...names.flatMap(name => named(name.split('.')[0], branches)), ...referencesIn(Object.values(variables), branches)];
}

function chosen([condition, yes, no]: readonly unknown[], branches: readonly Branch[]): Reference[] {
  const branch = (holds: boolean): Branch[] => [...branches, { condition: String(condition), holds }];
  return [...referencesIn(yes, branch(true)), ...referencesIn(no, branch(false))];
}
