import type { ReportedFinding } from './finding';
import { SEVERITIES } from '../checks/rule';

/** Worst first; the same rule together, then by place, so that two runs give the same report. */
export function worstFirst(findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  const firstSeen = new Map<string, number>();
  findings.forEach(({ rule }, index) => firstSeen.set(rule.id, firstSeen.get(rule.id) ?? index));
  const order = (finding: ReportedFinding) => [
    finding.acknowledged === undefined ? 0 : 1,
    SEVERITIES.indexOf(finding.severity),
    firstSeen.get(finding.rule.id) ?? 0,
  ];
  return [...findings].sort((a, b) => compareLists(order(a), order(b)) || compareTexts(a.location.file, b.location.file)
    || (a.location.line ?? 0) - (b.location.line ?? 0) || compareTexts(a.logicalId, b.logicalId) || compareTexts(a.id, b.id));
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** By code units: the same on every machine, whatever its language. */
function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
