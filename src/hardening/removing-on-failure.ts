import type { IConstruct } from 'constructs';

/**
 * Makes a construct; if that throws, takes its remains out of the tree, so that the app synthesises as without it.
 *
 * What already had the id is the user's and stays.
 */
export function removingOnFailure<T>(parent: IConstruct, id: string, make: () => T): T {
  const known = parent.node.tryFindChild(id);
  try {
    return make();
  } catch (error) {
    if (known === undefined) parent.node.tryRemoveChild(id);
    throw error;
  }
}
