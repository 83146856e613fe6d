import type { Resource, Template } from './template';
import { noteUndecided } from './undecided';

/** What a template expression is known to be. Never more than what is known. */
export type Value =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'scalar'; readonly value: string | number | boolean }
  | { readonly kind: 'text'; readonly parts: readonly TextPart[] }
  | { readonly kind: 'reference'; readonly resource: Resource; readonly attribute?: string }
  | { readonly kind: 'list'; readonly items: readonly unknown[]; readonly template: Template }
  | { readonly kind: 'map'; readonly entries: Readonly<Record<string, unknown>>; readonly template: Template };

/** A piece of a text that was joined: known, a pseudo parameter, a reference, or unknown. */
export type TextPart =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'pseudo'; readonly name: string }
  | { readonly kind: 'reference'; readonly resource: Resource; readonly attribute?: string }
  | { readonly kind: 'unknown' };

/** The conditions under which a value holds: template id and condition name → truth. */
export type Assumptions = ReadonlyMap<string, boolean>;

export const NO_ASSUMPTIONS: Assumptions = new Map();

/** One of the values an expression can take, and when. */
export interface Possibility {
  readonly value: Value;
  readonly when: Assumptions;
}

export const ABSENT: Value = { kind: 'absent' };
export const UNKNOWN: Value = { kind: 'unknown' };

/** Stands for one unknown part in `skeleton()`; a character that no template contains on purpose. */
export const HOLE = '\uFFFC';

/** The text of a scalar, or `undefined` where it is not wholly known. */
export function literalText(value: Value): string | undefined {
  noteUndecided(value);
  return value.kind === 'scalar' ? String(value.value) : undefined;
}

/** The known fragments of a value, in order. */
export function literalFragments(value: Value): readonly string[] {
  noteUndecided(value);
  if (value.kind === 'scalar') return [String(value.value)];
  if (value.kind !== 'text') return [];
  return value.parts.flatMap(part => part.kind === 'literal' ? [part.text] : []);
}

/** The text with one `HOLE` for every unknown part; `undefined` for what is no text at all. */
export function skeleton(value: Value): string | undefined {
  noteUndecided(value);
  if (value.kind === 'scalar') return String(value.value);
  if (value.kind === 'reference') return HOLE;
  if (value.kind !== 'text') return undefined;
  return value.parts.map(part => part.kind === 'literal' ? part.text : HOLE).join('');
}

/** The text for people and finding ids: `arn:<AWS::Partition>:s3:::<Bucket>/*`. */
export function display(value: Value): string {
  switch (value.kind) {
    case 'scalar': return String(value.value);
    case 'reference': return displayPart(value);
    case 'text': return value.parts.map(displayPart).join('');
    default: return `<${value.kind}>`;
  }
}

function displayPart(part: TextPart): string {
  switch (part.kind) {
    case 'literal': return part.text;
    case 'pseudo': return `<${part.name}>`;
    case 'reference': return `<${part.resource.logicalId}${part.attribute === undefined ? '' : `.${part.attribute}`}>`;
    default: return '<unknown>';
  }
}

/** The conditions in words, such as `IsProd, not IsTest`; empty where there is none. */
export function describeAssumptions(when: Assumptions): string {
  return [...when].map(([key, holds]) => `${holds ? '' : 'not '}${key.slice(key.lastIndexOf('\n') + 1)}`).join(', ');
}

/** The key of a condition; a condition is a template's own. */
export function conditionKey(template: Template, name: string): string {
  return `${template.id}\n${name}`;
}
