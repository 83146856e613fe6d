import { csvText, type Cell } from './csv-text';
import type { Report, ReportedFinding } from './finding';
import { ruleHelp } from './rule-help';

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
  fix: ({ rule, fix }) => fix ?? rule.fix,
  help: ({ rule }) => ruleHelp(rule.id),
};

/** The findings as RFC 4180: a header, CRLF, quotes doubled. */
export function toCsv({ findings }: Report): string {
  return csvText([Object.keys(COLUMNS), ...findings.map(finding => Object.values(COLUMNS).map(cell => cell(finding)))]);
}
