import type { SyntaxNode } from '@lezer/common';
import type { Block, Scope } from './scope';
import type { Place } from './tree';

/** The scope and the block that is being read. */
export interface Context {
  readonly scope: Scope;
  readonly block: Block;
}

const PUNCTUATION: ReadonlySet<string> = new Set(['(', ')', '[', ']', '{', '}', ',', ':', 'Comment', ';']);

export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

/** The nodes inside of one, without brackets, commas and comments. */
export function partsOf(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter(({ name }) => !PUNCTUATION.has(name));
}

export function placeOf({ from }: { readonly from: number }, { scope, block }: Context): Place {
  return { start: from, scope, block };
}

/** Where what a statement gives can be read: after it. */
export function placeAfter({ to }: { readonly to: number }, { scope, block }: Context): Place {
  return { start: to, scope, block };
}
