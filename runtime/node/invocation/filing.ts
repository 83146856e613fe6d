import { folded } from './folded';
import { FoldedReader } from './folded-reader';
import { endOf, KEY_LENGTH, keyBefore } from './input-keys';

/** Parts of fewer characters are not looked for. */
const SHORTEST_PART = 6;

/** Where an input is filed among many; follows from its text alone. */
export interface Filing {
  /** Key of its first four characters, as they are compared; negative where it has fewer. */
  readonly beginning: number;
  /** Key of its last four; negative where nobody looks for its end. */
  readonly end: number;
  /** Itself, where it is too short for a key. */
  readonly short: string | undefined;
}

export function filingOf(input: string): Filing {
  const reader = new FoldedReader(input, 0);
  const hasKey = reader.readKey();
  const length = endOf(input);
  const hasEnd = isEndFiled(length, hasKey);
  return {
    beginning: hasKey ? reader.key : -1,
    end: hasEnd ? keyBefore(input, length) : -1,
    short: hasKey || hasEnd ? undefined : input.slice(0, length),
  };
}

/** What of an input has to stand in a text that holds it or a part of it; empty where nobody looks for that. */
export interface Edges {
  /** As a folded text has it. */
  readonly beginning: string;
  readonly end: string;
}

export function edgesOf(input: string): Edges {
  const all = folded(input.slice(0, SHORTEST_PART));
  const beginning = all.length >= KEY_LENGTH ? all : folded(input).slice(0, KEY_LENGTH);
  const hasKey = beginning.length >= KEY_LENGTH;
  const length = endOf(input);
  const end = isEndFiled(length, hasKey) ? input.slice(Math.max(length - SHORTEST_PART, 0), length) : '';
  return { beginning: hasKey ? beginning : '', end };
}

/** What an app cuts off an input and does not begin with it, ends with it. */
function isEndFiled(length: number, hasKey: boolean): boolean {
  return length >= (hasKey ? SHORTEST_PART : KEY_LENGTH);
}
