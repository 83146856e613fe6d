import type { Decoded } from './decode';

/** Longer lists of strings are no doubled parameters. */
const MAX_JOINED = 20;

/**
 * What a list stands for as a whole: the text whose bytes it lists, or strings as JavaScript writes a list of them, which is
 * what an app gets that takes a doubled parameter for a single one.
 */
export function wholeOf(list: readonly unknown[]): Decoded | undefined {
  if (isBytes(list)) return { decoder: 'bytes', value: Buffer.from(list).toString() };
  return list.length <= MAX_JOINED && list.every(item => typeof item === 'string') ? { decoder: 'joined', value: list.join(',') } : undefined;
}

function isBytes(list: readonly unknown[]): list is readonly number[] {
  return list.every(item => typeof item === 'number' && item >= -0x80 && item <= 0xff && Number.isInteger(item));
}
