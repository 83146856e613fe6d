import { joinedParts, literalPart, partsOf, type ArnText } from './arn';
import { environmentVariable } from '../../app-model/functions';
import type { Resource } from '../../app-model/template';
import type { Text } from '../text';

/** Every text that code's text is, with the environment that the template gives the function; `undefined` where one of them is not known. */
export function inEnvironment(text: Text, fn: Resource): readonly ArnText[] | undefined {
  let texts: readonly ArnText[] = [[]];
  for (const part of text) {
    const pieces = part.kind === 'literal' ? [[literalPart(part.text)]] : part.kind === 'env' ? variable(part, fn) : undefined;
    if (pieces === undefined) return undefined;
    texts = texts.flatMap(before => pieces.map(piece => joinedParts(before, piece)));
  }
  return texts.some(parts => parts.length === 0) ? undefined : texts;
}

/** What the variable can be; what the code takes instead where it is not set. */
function variable({ name, fallback }: Extract<Text[number], { kind: 'env' }>, fn: Resource): readonly ArnText[] | undefined {
  const found: ArnText[] = [];
  for (const { value } of environmentVariable(fn, name)) {
    const texts = value.kind === 'absent' ? fallback === undefined ? undefined : inEnvironment(fallback, fn) : one(partsOf(value));
    if (texts === undefined) return undefined;
    found.push(...texts);
  }
  return found;
}

function one(parts: ArnText | undefined): readonly ArnText[] | undefined {
  return parts === undefined ? undefined : [parts];
}
