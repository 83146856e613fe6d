import type { IConstruct } from 'constructs';

/** An id that no construct in a scope has: the wanted one, or with a number where the user took that. */
export function freeId(scope: IConstruct, wanted: string): string {
  let id = wanted;
  for (let number = 2; scope.node.tryFindChild(id) !== undefined; number += 1) id = `${wanted}${number}`;
  return id;
}
