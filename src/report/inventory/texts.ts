import type { Resource } from '../../app-model/template';
import { display, type Possibility, type TextPart, type Value } from '../../app-model/value';

/** The id of a resource in an inventory: stable as long as its template and logical id are. */
export function idOf({ template, logicalId }: Resource): string {
  return `${template.id}#${logicalId}`;
}

/** For people: the path in the construct tree, without the L1's own name. */
export function nameOf({ constructPath, logicalId }: Resource): string {
  return constructPath?.replace(/\/Resource$/, '') ?? logicalId;
}

/** Every value that is there, for people; `undefined` where none is. */
export function textOf(possibilities: readonly Possibility[]): string | undefined {
  const texts = textsOf(possibilities);
  return texts.length === 0 ? undefined : texts.join(' | ');
}

/** The same as a list, sorted. */
export function textsOf(possibilities: readonly Possibility[]): readonly string[] {
  return sorted(possibilities.filter(({ value }) => value.kind !== 'absent').map(({ value }) => textOfValue(value)));
}

/** A value for people, with paths in the construct tree where there are any: `<Shop/Table>/index/*`. */
export function textOfValue(value: Value): string {
  if (value.kind === 'reference') return referenceText(value);
  if (value.kind !== 'text') return display(value);
  return value.parts.map(part => part.kind === 'reference' ? referenceText(part) : display({ kind: 'text', parts: [part] })).join('');
}

/** Of what a resource returns its ARN goes without saying. */
function referenceText({ resource, attribute }: Pick<Extract<TextPart, { readonly kind: 'reference' }>, 'resource' | 'attribute'>): string {
  return `<${nameOf(resource)}${attribute === undefined || attribute === 'Arn' ? '' : `.${attribute}`}>`;
}

/** Each text once, by code unit: the same on every machine. */
export function sorted(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort(byText);
}

export function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
