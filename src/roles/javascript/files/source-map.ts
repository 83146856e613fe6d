import { lastAtMost, type Place } from '../syntax/lines';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** A digit of this or more is followed by another. */
const MORE = 32;

/** The pieces of a line: where each begins, and the line it comes from. */
interface Pieces {
  readonly columns: readonly number[];
  readonly lines: readonly number[];
}

/** The line of the original for places in what was made of it, by a source map with one source. */
export function originalLine(map: string): (place: Place) => number {
  let pieces: readonly Pieces[] | undefined;
  return ({ line, column }) => {
    pieces ??= readLines(mappings(map));
    const { columns, lines } = pieces[line - 1] ?? { columns: [], lines: [] };
    return lines[lastAtMost(columns, column)] ?? line;
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

function readLines(text: string): readonly Pieces[] {
  // The line counts on from segment to segment, the column within a line.
  let original = 1;
  return text.split(';').map(generated => {
    const columns: number[] = [];
    const lines: number[] = [];
    let column = 0;
    for (const segment of generated.split(',')) {
      const [columnDelta = 0, , lineDelta] = readNumbers(segment);
      column += columnDelta;
      if (lineDelta === undefined) continue;
      original += lineDelta;
      columns.push(column);
      lines.push(original);
    }
    return { columns, lines };
  });
}

/** The numbers of a segment: digits of five bits with a sixth that says whether more follow, the sign last. */
function readNumbers(segment: string): readonly number[] {
  const numbers: number[] = [];
  let value = 0;
  let place = 1;
  for (const character of segment) {
    const digit = DIGITS.indexOf(character);
    value += (digit % MORE) * place;
    place *= MORE;
    if (digit >= MORE) continue;
    numbers.push(value % 2 === 1 ? -(value - 1) / 2 : value / 2);
    value = 0;
    place = 1;
  }
  return numbers;
}
