import type { Resource } from '../../app-model/template';
import type { TextPart, Value } from '../../app-model/value';

/** An ARN, or a piece of one, in the words of the app model: literals, pseudo parameters, references. */
export type ArnText = readonly TextPart[];

export const PARTITION: TextPart = { kind: 'pseudo', name: 'AWS::Partition' };
export const REGION: TextPart = { kind: 'pseudo', name: 'AWS::Region' };
export const ACCOUNT: TextPart = { kind: 'pseudo', name: 'AWS::AccountId' };

export function literalPart(text: string): TextPart {
  return { kind: 'literal', text };
}

export function referencePart(resource: Resource, attribute?: string): TextPart {
  return attribute === undefined ? { kind: 'reference', resource } : { kind: 'reference', resource, attribute };
}

/** Pieces one after the other; neighbouring literals become one. */
export function joinedParts(...pieces: readonly ArnText[]): ArnText {
  const parts: TextPart[] = [];
  for (const part of pieces.flat()) {
    const last = parts.at(-1);
    if (part.kind === 'literal' && part.text === '') continue;
    if (part.kind === 'literal' && last?.kind === 'literal') parts[parts.length - 1] = literalPart(last.text + part.text);
    else parts.push(part);
  }
  return parts;
}

/** The parts of a value that is a text; `undefined` where it is none, or not wholly known. */
export function partsOf(value: Value): ArnText | undefined {
  if (value.kind === 'scalar') return [literalPart(String(value.value))];
  if (value.kind === 'reference') return [referencePart(value.resource, value.attribute)];
  if (value.kind !== 'text' || value.parts.some(({ kind }) => kind === 'unknown')) return undefined;
  return value.parts;
}

/** The literal beginning of a text. */
export function beginning(parts: ArnText): string {
  const [first] = parts;
  return first?.kind === 'literal' ? first.text : '';
}

/** The text where it is one literal. */
export function literalOfParts(parts: ArnText): string | undefined {
  const [first] = parts;
  return parts.length === 1 && first?.kind === 'literal' ? first.text : undefined;
}

/**
 * An ARN of a format such as `arn:${Partition}:sqs:${Region}:${Account}:${QueueName}`, with the name in the one place
 * that is left for it; `undefined` where the format has another number of places.
 */
export function fromFormat(format: string, name: ArnText): ArnText | undefined {
  const pieces = format.split(/\$\{(\w+)\}/);
  let places = 0;
  const parts = pieces.map((piece, position): ArnText => {
    if (position % 2 === 0) return [literalPart(piece)];
    if (piece === 'Partition') return [PARTITION];
    if (piece === 'Region') return [REGION];
    if (piece === 'Account') return [ACCOUNT];
    places += 1;
    return name;
  });
  return places === 1 ? joinedParts(...parts) : undefined;
}

/** The service in an ARN: the third field; `undefined` for what is no ARN. */
export function serviceInArn(parts: ArnText): string | undefined {
  if (!beginning(parts).startsWith('arn:')) return undefined;
  const text = parts.map(part => part.kind === 'literal' ? part.text : '\uFFFC').join('');
  return /^arn:[^:]*:([a-z0-9-]+):/.exec(text)?.[1];
}
