import { FoldedReader } from './folded-reader';
import { endOf, KEY_LENGTH, keyBefore } from './input-keys';

/** Parts of fewer characters are not looked for. */
const SHORTEST_END = 6;

/** Where an input is filed; follows from its text alone. */
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
  /* What an app cuts off an input and does not begin with it, ends with it. */
  const hasEnd = length >= (hasKey ? SHORTEST_END : KEY_LENGTH);
  return {
    beginning: hasKey ? reader.key : -1,
    end: hasEnd ? keyBefore(input, length) : -1,
    short: hasKey || hasEnd ? undefined : input.slice(0, length),
  };
}
