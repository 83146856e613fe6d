/** The number of things, which are in order, that stand before a place: the index of the first that does not. */
export function countBefore<T>(things: readonly T[], isBefore: (thing: T) => boolean): number {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isBefore(things[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index of the first of some places, which are in order, that is not before another. */
export function firstFrom(places: readonly number[], at: number): number {
  return countBefore(places, place => place < at);
}
