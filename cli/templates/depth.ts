import { Unreadable } from './unreadable';

/** Templates are some twenty levels deep; what is far deeper is made to exhaust whoever reads it (CWE-674). */
export const MAX_DEPTH = 200;

/**
 * Refuses a tree that recursion could not walk.
 *
 * @param childrenOf what stands below a node, one level down
 */
export function refuseDeep<T>(root: T, childrenOf: (node: T) => Iterable<T>): void {
  let level: T[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw tooDeep();
    level = level.flatMap(node => [...childrenOf(node)]);
  }
}

export function tooDeep(): Unreadable {
  return new Unreadable(`is nested deeper than ${MAX_DEPTH} levels, expected a CloudFormation or SAM template`);
}
