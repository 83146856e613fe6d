import { isObject } from './json';
import type { Template } from './template';
import { UNKNOWN, type Possibility, type TextPart } from './value';

/** Stands for a part of a text while it is read as JSON; it holds nothing that JSON would escape. */
const MARK = '\uFFFC';

/**
 * JSON that stands as text in a property, as CDK writes definitions of state machines and policies of log groups.
 *
 * What the text was joined from stays what it was: a reference inside a JSON string is a reference in the result.
 * A map is given back as it is; what is no JSON is unknown.
 */
export function jsonIn(from: readonly Possibility[], template: Template): readonly Possibility[] {
  return from.map(({ value, when }) => {
    if (value.kind === 'scalar') return { value: read([{ kind: 'literal', text: String(value.value) }], template), when };
    if (value.kind === 'text') return { value: read(value.parts, template), when };
    return value.kind === 'reference' ? { value: UNKNOWN, when } : { value, when };
  });
}

function read(parts: readonly TextPart[], template: Template): Possibility['value'] {
  const text = parts.map((part, index) => part.kind === 'literal' ? part.text : `${MARK}${index}${MARK}`).join('');
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? { kind: 'map', entries: restored(parsed, parts, template) as Readonly<Record<string, unknown>>, template } : UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}

/** Puts the intrinsic functions back where the marks are. */
function restored(value: unknown, parts: readonly TextPart[], template: Template): unknown {
  if (typeof value === 'string') return value.includes(MARK) ? joined(value, parts, template) : value;
  if (Array.isArray(value)) return value.map(item => restored(item, parts, template));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, restored(item, parts, template)]));
}

function joined(text: string, parts: readonly TextPart[], template: Template): unknown {
  const pieces = text.split(MARK).map((piece, index) => index % 2 === 0 ? piece : expressionOf(parts[Number(piece)], template));
  return { 'Fn::Join': ['', pieces] };
}

/** A resource of another template has no expression here. */
function expressionOf(part: TextPart | undefined, template: Template): unknown {
  if (part?.kind === 'pseudo') return { Ref: part.name };
  if (part?.kind !== 'reference' || part.resource.template !== template) return { 'Fn::ImportValue': {} };
  const { resource: { logicalId }, attribute } = part;
  return attribute === undefined ? { Ref: logicalId } : { 'Fn::GetAtt': [logicalId, attribute] };
}
