const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The line of the original for each line of what was made of it, by a source map with one source. Lines count from one. */
export function originalLines(map: string): (line: number) => number {
  let lines: readonly number[] | undefined;
  return line => {
    lines ??= readLines(mappings(map));
    return lines[line - 1] ?? line;
  };
}

function mappings(map: string): string {
  try {
    return (JSON.parse(map) as { mappings?: string }).mappings ?? '';
  } catch {
    // Lines of what was compiled are better than none.
    return '';
  }
}

function readLines(text: string): readonly number[] {
  const lines: number[] = [];
  let original = 0;
  for (const generated of text.split(';')) {
    let first: number | undefined;
    for (const segment of generated.split(',')) {
      // Column, source, line, column: the line counts from where the last segment was.
      const [, , delta] = readNumbers(segment);
      if (delta === undefined) continue;
      original += delta;
      first ??= original;
    }
    lines.push((first ?? original) + 1);
  }
  return lines;
}

/** The numbers of a segment: digits of five bits with a sixth that says whether more follow, the sign last. */
function readNumbers(segment: string): readonly number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of segment) {
    const digit = DIGITS.indexOf(character);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return numbers;
}
