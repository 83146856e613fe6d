import { visible } from './inert-text';

export type Cell = string | number | undefined;

/** Rows as RFC 4180: CRLF, quotes doubled, no cell that a spreadsheet takes for a formula. */
export function csvText(rows: Iterable<readonly Cell[]>): string {
  const lines: string[] = [];
  for (const row of rows) lines.push(`${row.map(field).join(',')}\r\n`);
  return lines.join('');
}

/** What makes a spreadsheet take a text for a formula (CWE-1236), after blanks and in full width, too. */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u;

function field(value: Cell): string {
  if (typeof value === 'number') return String(value);
  const text = visible(value ?? '');
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",;'\s]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
