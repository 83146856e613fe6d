import type { SyntaxNode } from '@lezer/common';
import { partsOf } from './nodes';
import type { Scope, Source } from './scope';
import type { Expression } from './tree';

type Given = Extract<Source, { kind: 'expression' }>;

/** What a method gives to `self.name`; `undefined` where the name is another's. */
export function fieldsOf(name: string, { fn, owner }: Scope): Map<string, Source[]> | undefined {
  return (name === 'self' || name === 'cls') && fn !== undefined ? owner?.fields : undefined;
}

/** The key in `name['key'] = value`. */
export function literalKey(index: Expression | undefined): string | undefined {
  const [piece, ...others] = index?.type === 'text' ? index.pieces : [];
  return typeof piece === 'string' && others.length === 0 ? piece : undefined;
}

/** The names that a comprehension gives values to, with what each is given. */
export function* namesIn(targets: readonly SyntaxNode[], source: Given, textOf: (node: SyntaxNode) => string): Generator<readonly [string, Source]> {
  for (const [position, target] of targets.entries()) {
    const inner = targets.length > 1 ? { ...source, path: [...source.path, `[${position}]`] } : source;
    if (target.name === 'VariableName') yield [textOf(target), inner];
    else if (/^(Tuple|Parenthesized|Array)Expression$/.test(target.name)) yield* namesIn(partsOf(target), inner, textOf);
  }
}

export function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
