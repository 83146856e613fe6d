/** Where in a text a position is: the line from one, the column from nought. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Places of positions; line ends are looked for when first asked. */
export function placeFinder(text: string): (position: number) => Place {
  let starts: readonly number[] | undefined;
  return position => {
    starts ??= lineStarts(text);
    const line = lastAtMost(starts, position);
    return { line: line + 1, column: position - (starts[line] ?? 0) };
  };
}

/** The index of the last of ascending numbers that is at most a limit; the first where none is. */
export function lastAtMost(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if ((ascending[middle] ?? 0) <= limit) low = middle;
    else high = middle;
  }
  return low;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
