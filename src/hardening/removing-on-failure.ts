import type { IConstruct } from 'constructs';

/** Makes a construct; if that throws, takes its remains out of the tree, so that the app synthesises as without it. */
export function removingOnFailure<T>(parent: IConstruct, id: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    parent.node.tryRemoveChild(id);
    throw error;
  }
}
