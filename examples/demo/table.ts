import type { Paint, Tone } from './paint';

/** Text with the colour that tells good from bad. */
export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
}

export interface Column {
  readonly title: string;
  /** Greatest width in characters; longer text is cut. */
  readonly width: number;
}

const GAP = '  ';

/** Lines of a table with aligned columns; no line is wider than the columns' widths and the gaps between them. */
export function renderTable(columns: readonly Column[], rows: ReadonlyArray<readonly Cell[]>, paint: Paint): string[] {
  const widths = columns.map(({ title, width }, index) =>
    Math.min(width, Math.max(title.length, ...rows.map(row => [...row[index]?.text ?? ''].length))));
  const line = (cells: readonly Cell[]): string =>
    cells.map(({ text, tone }, index) => paint(fit(text, widths[index] ?? 0, index === cells.length - 1), tone)).join(GAP);
  return [
    line(columns.map(({ title }) => ({ text: title, tone: 'title' }))),
    line(widths.map(width => ({ text: '─'.repeat(width), tone: 'quiet' }))),
    ...rows.map(line),
  ];
}

/** Cuts or fills a text to a width; the last column needs no blanks. */
function fit(text: string, width: number, last: boolean): string {
  const characters = [...text];
  if (characters.length > width) return `${characters.slice(0, width - 1).join('')}…`;
  return last ? text : text + ' '.repeat(width - characters.length);
}
