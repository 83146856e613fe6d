import type { Report, ReportedFinding } from './finding';
import { visible } from './inert-text';
import { ruleHelp } from './rule-help';

type Cell = string | number | undefined;

/** The columns, in order; what is added comes last. */
const COLUMNS: Readonly<Record<string, (finding: ReportedFinding) => Cell>> = {
  severity: ({ severity }) => severity,
  id: ({ id }) => id,
  rule: ({ rule }) => rule.id,
  weakness: ({ rule }) => rule.weakness,
  cwe: ({ rule }) => rule.cwe.join(' '),
  message: ({ message }) => message,
  file: ({ location }) => location.file,
  line: ({ location }) => location.line,
  column: ({ location }) => location.column,
  resource: ({ logicalId }) => logicalId,
  type: ({ resourceType }) => resourceType,
  property: ({ property }) => property,
  constructPath: ({ constructPath }) => constructPath,
  acknowledged: ({ acknowledged }) => acknowledged?.reason,
  fix: ({ rule }) => rule.fix,
  help: ({ rule }) => ruleHelp(rule.id),
};

/** The findings as RFC 4180: a header, CRLF, quotes doubled. */
export function toCsv({ findings }: Report): string {
  const rows = [Object.keys(COLUMNS), ...findings.map(finding => Object.values(COLUMNS).map(cell => cell(finding)))];
  return rows.map(row => `${row.map(field).join(',')}\r\n`).join('');
}

/** What makes a spreadsheet take a text for a formula (CWE-1236), after blanks and in full width, too. */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u;

function field(value: Cell): string {
  if (typeof value === 'number') return String(value);
  const text = visible(value ?? '');
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",;'\s]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
