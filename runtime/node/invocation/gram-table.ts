/* eslint-disable no-bitwise -- a hash table of whole numbers */

/** An odd number spreads keys that differ in few bits; which one, nobody can know who would send keys that collide. */
const MULTIPLIER = (Math.floor(Math.random() * 0x40000000) * 2 + 1) | 0;

/** No entry, in a chain and in a place. */
const NONE = -1;
const LEAST_PLACES = 16;

/**
 * Entries by keys, several to a key; entries are numbered in the order in which they are added.
 *
 * Made anew for every event that reaches a sink, so it is made of lists of small numbers; the hash table over them is built
 * with the first lookup, when its size is known.
 */
export class GramTable {
  private readonly keys: number[] = [];
  /** The entry of the same key that was added before. */
  private nexts: number[] = [];
  /** The last entry of a key at the key's place; empty until it is built. */
  private places: number[] = [];

  public add(key: number): void {
    this.keys.push(key);
  }

  /** The last entry of a key; negative where there is none. */
  public find(key: number): number {
    if (this.places.length === 0) this.build();
    return this.places[this.placeOf(key)];
  }

  /** The entry of the same key that was added before an entry; negative before the first. */
  public next(entry: number): number {
    return this.nexts[entry];
  }

  private build(): void {
    const { length } = this.keys;
    let capacity = LEAST_PLACES;
    while (capacity < length * 1.5) capacity *= 2;
    this.places = new Array<number>(capacity).fill(NONE);
    this.nexts = new Array<number>(length).fill(NONE);
    for (let entry = 0; entry < length; entry++) {
      const place = this.placeOf(this.keys[entry]);
      this.nexts[entry] = this.places[place];
      this.places[place] = entry;
    }
  }

  /** The place of a key, or the free one where it would be. */
  private placeOf(key: number): number {
    const mask = this.places.length - 1;
    let place = (Math.imul(key, MULTIPLIER) >>> 8) & mask;
    while (this.places[place] !== NONE && this.keys[this.places[place]] !== key) place = (place + 1) & mask;
    return place;
  }
}
