import type { Problem, Report, ReportedFinding, ReportedRule } from './finding';
import { code, codeOfPlace, markdownTable } from './markdown-text';
import { ruleHelp } from './rule-help';
import { counted, detailOf, remarkOf, summaryLine } from './summary';

/** The report for a pull request or a job's summary. */
export function toMarkdown(report: Report): string {
  const open = report.findings.filter(({ acknowledged }) => acknowledged === undefined);
  const acknowledged = report.findings.filter(finding => finding.acknowledged !== undefined);
  return `${[
    `## Serverless Security Top 10: ${summaryLine(report)}`,
    ...listed(`Not judged: ${counted(report.problems.length, 'file')}`, report.problems),
    ...listed('Notices', report.notices),
    ...open.length === 0 ? [] : [findingsTable(open)],
    ...acknowledged.length === 0 ? [] : ['### Acknowledged', acknowledgedTable(acknowledged)],
    ...open.length === 0 ? [] : ['### Reasons and fixes', ...rulesOf(open).map(explained)],
  ].join('\n\n')}\n`;
}

/** What is no finding, under a title; nothing where there is none. */
export function listed(title: string, problems: readonly Problem[]): readonly string[] {
  if (problems.length === 0) return [];
  return [`### ${title}`, problems.map(({ file, line, message }) => `- ${codeOfPlace({ file, line })}: ${code(message)}`).join('\n')];
}

function findingsTable(findings: readonly ReportedFinding[]): string {
  return markdownTable(['severity', 'finding', 'resource', 'where', 'says'], findings.map(finding => [
    finding.severity,
    nameOf(finding),
    code(finding.logicalId),
    codeOfPlace(finding.location),
    saidBy(finding),
  ]));
}

/** The title is ours; what follows it may hold names. */
function saidBy(finding: ReportedFinding): string {
  const remark = remarkOf(finding);
  return remark === '' ? finding.rule.title : `${finding.rule.title}; ${code(remark)}`;
}

function acknowledgedTable(findings: readonly ReportedFinding[]): string {
  return markdownTable(['finding', 'resource', 'where', 'reason'], findings.map(finding => [
    nameOf(finding),
    code(finding.logicalId),
    codeOfPlace(finding.location),
    code(finding.acknowledged?.reason ?? ''),
  ]));
}

/** The rule with a link to its explanation, and what an id adds to it. */
export function nameOf(finding: ReportedFinding): string {
  const detail = detailOf(finding);
  return `[${finding.rule.id}](${ruleHelp(finding.rule.id)})${detail === '' ? '' : ` ${code(detail)}`}`;
}

function rulesOf(findings: readonly ReportedFinding[]): readonly ReportedRule[] {
  return [...new Map(findings.map(({ rule }) => [rule.id, rule])).values()];
}

/** A rule with its reason and its fix, folded. */
export function explained({ id, cwe, weakness, why, fix }: ReportedRule): string {
  return [`<details><summary>${id} (${weakness}, ${cwe.join(', ')})</summary>`, why, `\`\`\`ts\n${fix}\n\`\`\``, '</details>'].join('\n\n');
}
