import type { Block, Scope } from '../syntax/scope';
import type { Place } from '../syntax/tree';

/**
 * What a name can have been given when it is read: the last thing before that runs whenever the reading runs, and what
 * may have run since. Seen from another function, everything has run.
 */
export function reaching<T extends { readonly place: Place }>(given: readonly T[], read: Place | undefined, scope: Scope): readonly T[] {
  if (given.length < 2 && read === undefined || scope.kind === 'comprehension') return given;
  const isHere = read !== undefined && read.scope.enclosing === scope;
  const start = isHere ? read.start : Infinity;
  const block = isHere ? read.block : undefined;
  const isOwn = ({ place }: T) => place.scope.enclosing === scope;
  const before = given.filter(item => isOwn(item) && item.place.start <= start);
  const last = before.filter(({ place }) => block === undefined ? place.block.outer === undefined : isInside(block, place.block)).at(-1);
  const found = given.filter(item => {
    if (!isOwn(item)) return true;
    if (item.place.start > start) return runsAgain(item.place.block, block, last?.place.block);
    return last === undefined || item.place.start >= last.place.start;
  });
  // A name that is read above everything it is given is read by something that runs later.
  return found.length > 0 ? found : given;
}

function isInside(block: Block, outer: Block): boolean {
  for (let at: Block | undefined = block; at !== undefined; at = at.outer) if (at === outer) return true;
  return false;
}

/** Whether a loop around both brings what is given below to what is read above, and nothing inside of it takes that away. */
function runsAgain(given: Block, read: Block | undefined, between: Block | undefined): boolean {
  for (let at = read; at !== undefined; at = at.outer) {
    if (at.isLoop && isInside(given, at)) return between === undefined || !isInside(between, at);
  }
  return false;
}
