import { Crowd } from './crowd';
import { GramTable } from './gram-table';

/** Inputs of one key that are compared one by one; more of them are put in order first. */
const MAX_IN_CHAIN = 32;

/**
 * Characters that one lookup compares; beyond them a key that it has met is not looked at again, and its inputs are taken as
 * they are: comparing each at each place of a text that repeats itself would cost the product of both.
 */
const MAX_COMPARED = 2_000_000;

/** Inputs by a key of one end of theirs. */
export class KeyedInputs {
  private readonly table = new GramTable();
  private readonly inputs: string[] = [];
  private readonly crowds = new Map<number, Crowd>();

  /** @param comparable - what of an input is compared with a text, where inputs of one key are many */
  public constructor(private readonly comparable: (input: string) => string) {}

  public add(key: number, input: string): void {
    this.table.add(key);
    this.inputs.push(input);
  }

  public has(key: number): boolean {
    return this.table.find(key) >= 0;
  }

  public beginLookup(): Lookup {
    return new Lookup(this);
  }

  /**
   * Inputs of a key: all of them, or those that can stand where a text goes on so.
   *
   * @param textFromKey - the text from the key on, as it is compared; undefined for all of them
   */
  public at(key: number, textFromKey: (() => string) | undefined): readonly string[] {
    const first = this.table.find(key);
    if (first < 0) return NONE;
    const crowd = this.crowds.get(key) ?? this.crowdFrom(key, first);
    if (crowd) return textFromKey ? crowd.find(textFromKey()) : crowd.inputs;
    const found: string[] = [];
    for (let entry = first; entry >= 0; entry = this.table.next(entry)) found.push(this.inputs[entry]);
    return found;
  }

  private crowdFrom(key: number, first: number): Crowd | undefined {
    let count = 0;
    for (let entry = first; entry >= 0 && count <= MAX_IN_CHAIN; entry = this.table.next(entry)) count++;
    if (count <= MAX_IN_CHAIN) return undefined;
    const crowd = new Crowd(this.chain(first), this.comparable);
    this.crowds.set(key, crowd);
    return crowd;
  }

  private* chain(first: number): Generator<string> {
    for (let entry = first; entry >= 0; entry = this.table.next(entry)) yield this.inputs[entry];
  }
}

const NONE: readonly string[] = [];

/** One text's way through keyed inputs. */
export class Lookup {
  private compared = 0;
  private met?: Set<number>;

  public constructor(private readonly keyed: KeyedInputs) {}

  /** Whether inputs are to be taken as they are found. */
  public get isBounded(): boolean {
    return this.met !== undefined;
  }

  /** Counts characters that were compared. */
  public spend(characters: number): void {
    this.compared += characters;
  }

  public find(key: number, textFromKey: () => string): readonly string[] {
    if (this.compared <= MAX_COMPARED) return this.keyed.at(key, textFromKey);
    this.met ??= new Set();
    if (this.met.has(key)) return NONE;
    this.met.add(key);
    return this.keyed.at(key, undefined);
  }
}
