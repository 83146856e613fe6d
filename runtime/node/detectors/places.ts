/** The index of the first of some places, which are in order, that is not before another. */
export function firstFrom(places: readonly number[], at: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (places[middle] < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
