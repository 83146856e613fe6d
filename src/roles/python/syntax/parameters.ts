import type { SyntaxNode } from '@lezer/common';
import { childrenOf } from './nodes';
import type { Expression, Parameter } from './tree';

/** The parameters of a function, with their types and defaults. */
export function readParameters(
  list: SyntaxNode, textOf: (node: SyntaxNode) => string, read: (node: SyntaxNode | undefined) => Expression,
): readonly Parameter[] {
  let isKeywordOnly = false;
  return splitByComma(list).flatMap(group => {
    const stars = group[0]?.name ?? '';
    const name = group.find(node => node.name === 'VariableName');
    const kind = stars === '**' ? 'dict' : stars === '*' ? 'list' : isKeywordOnly ? 'keyword' : 'plain';
    isKeywordOnly ||= stars === '*';
    if (name === undefined || stars === 'AssignOp') return [];
    const type = group.find(node => node.name === 'TypeDef');
    const equals = group.findIndex(node => node.name === 'AssignOp');
    return [{
      name: textOf(name),
      kind,
      ...equals < 0 ? {} : { otherwise: read(group[equals + 1]) },
      ...type === undefined ? {} : { annotation: read(childrenOf(type).at(-1)) },
    } as const];
  });
}

function splitByComma(list: SyntaxNode): ReadonlyArray<readonly SyntaxNode[]> {
  const groups: SyntaxNode[][] = [[]];
  for (const node of childrenOf(list)) {
    if (node.name === ',') groups.push([]);
    else if (node.name !== '(' && node.name !== ')' && node.name !== 'Comment') groups.at(-1)?.push(node);
  }
  return groups;
}
