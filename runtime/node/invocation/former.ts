import { isKept, readingOf, type Reading } from './readings';

/** Strings and holders remembered at most; what is beyond is looked up among all texts. */
const MOST = 1024;
/** The same of one holder: long lists are the callers' own. */
const MOST_IN_HOLDER = 256;

/** Names of one holder that are kept. */
const MOST_NAMES = 64;

let root: Former | undefined;
let remembered = 0;

/**
 * A holder of the events before, an object, a list or what was decoded, and the readings of what stood in it.
 *
 * Events of one source are alike: the same names come in the same order, and so do most values. To compare a text with the one
 * that stood there takes a fraction of what it takes to find it among all that are kept.
 */
export class Former {
  private readonly readings: Reading[] = [];
  private readonly inner: Array<Former | undefined> = [];
  private names: readonly string[] | undefined = undefined;

  /** The reading of a text at a place of this holder. */
  public reading(text: string, at: number): Reading {
    const known = at < this.readings.length ? this.readings[at] : undefined;
    if (known?.text === text) return known;
    const reading = readingOf(text);
    if (at < MOST_IN_HOLDER && remembered < MOST && isKept(text)) this.keep(reading, at);
    return reading;
  }

  /** The holder at a place of this one. */
  public holder(at: number): Former | undefined {
    if (at < this.inner.length) return this.inner[at] ??= remembered++ < MOST ? new Former() : undefined;
    if (at >= MOST_IN_HOLDER || remembered >= MOST) return undefined;
    while (this.inner.length <= at) this.inner.push(undefined);
    return this.holder(at);
  }

  /** Whether these are the names that were kept, in their order. */
  public hasNames(names: readonly string[]): boolean {
    const known = this.names;
    if (known?.length !== names.length) return false;
    for (let index = 0; index < names.length; index++) if (known[index] !== names[index]) return false;
    return true;
  }

  /** Keeps the names of this holder; those in which nothing was found, so that they need not be met again. */
  public keepNames(names: readonly string[]): void {
    if (names.length <= MOST_NAMES) this.names = names;
  }

  /** Lists without holes are the faster ones. */
  private keep(reading: Reading, at: number): void {
    for (; this.readings.length <= at; remembered++) this.readings.push(reading);
    this.readings[at] = reading;
  }
}

/** The outermost holder of the events before. Too much of it is as good as none. */
export function formerEvent(): Former {
  if (root && remembered < MOST) return root;
  remembered = 0;
  return root = new Former();
}
