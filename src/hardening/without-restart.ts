import type { IConstruct } from 'constructs';

/** Where CDK counts, on the root, the aspects that were added; a global symbol, since several copies of CDK share it. */
const TREE_REVISION = Symbol.for('@aws-cdk/core.Aspects.treeRevision');

/**
 * Makes constructs that bring aspects for themselves alone, as every `Role` does, without CDK's walk beginning again.
 *
 * After every added aspect CDK leaves its walk and starts from the root, since the walk may have passed where the aspect
 * belongs: a provider in each stack would make the work grow with the square of the stacks. What is made here is new, so
 * that no walk has passed it; the next one, which follows every walk that did anything, finds it with all its aspects.
 */
export function withoutRestart<T>(scope: IConstruct, make: () => T): T {
  const root = scope.node.root as IConstruct & { [TREE_REVISION]?: number };
  const before = root[TREE_REVISION];
  try {
    return make();
  } finally {
    if (before !== undefined) root[TREE_REVISION] = before;
  }
}
