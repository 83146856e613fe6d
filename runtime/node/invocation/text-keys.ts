/* eslint-disable no-bitwise -- a set of whole numbers */
import type { Filing } from './filing';
import { FoldedReader } from './folded-reader';
import { KEY_LENGTH, keyAfter } from './input-keys';

/** Longer texts are looked up in a table of the inputs. */
export const LONGEST_TEXT = 1024;

const WORDS = 128;
/** Spreads keys over the bits of a set; what two keys share is told apart by comparing. */
const MULTIPLIER = 0x9e3779b1;

/** Made once: a text is looked at before anything else is. */
class KeySet {
  private readonly bits = new Uint32Array(WORDS);
  private readonly keys = new Uint32Array(LONGEST_TEXT);
  private count = 0;

  public clear(): void {
    this.bits.fill(0);
    this.count = 0;
  }

  public add(key: number): void {
    const hash = Math.imul(key, MULTIPLIER) >>> 20;
    this.bits[hash >>> 5] |= 1 << (hash & 31);
    this.keys[this.count++] = key;
  }

  public has(key: number): boolean {
    const hash = Math.imul(key, MULTIPLIER) >>> 20;
    if ((this.bits[hash >>> 5] & (1 << (hash & 31))) === 0) return false;
    for (let index = 0; index < this.count; index++) if (this.keys[index] === key) return true;
    return false;
  }
}

const beginnings = new KeySet();
const ends = new KeySet();

/**
 * Which of some inputs have a key that stands in a text, by their numbers.
 *
 * Few inputs stand in a statement. To ask each of a few for two keys costs less than a table of all.
 */
export function withKeysIn(text: string, filings: readonly Filing[]): readonly number[] {
  beginnings.clear();
  ends.clear();
  const reader = new FoldedReader(text, 0);
  if (reader.readKey()) do beginnings.add(reader.key); while (reader.next() >= 0);
  for (let at = 0, key = 0; at < text.length; at++) {
    key = keyAfter(key, text.charCodeAt(at));
    if (at >= KEY_LENGTH - 1) ends.add(key);
  }
  const found: number[] = [];
  for (let index = 0; index < filings.length; index++) {
    const { beginning, end } = filings[index];
    if ((beginning >= 0 && beginnings.has(beginning)) || (end >= 0 && ends.has(end))) found.push(index);
  }
  return found;
}
