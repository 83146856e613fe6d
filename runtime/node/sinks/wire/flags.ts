/** Whether a number holds a flag, which is a power of two. */
export function hasFlag(flags: number, flag: number): boolean {
  return Math.trunc(flags / flag) % 2 === 1;
}
