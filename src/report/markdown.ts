import type { Problem, Report, ReportedFinding, ReportedRule, SourceLocation } from './finding';
import { shortened, visible } from './inert-text';
import { ruleHelp } from './rule-help';
import { counted, detailOf, remarkOf, summaryLine } from './summary';

/** A name takes the width of a table; ids are told in full by the other formats. */
const MAX_NAME = 300;

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

function listed(title: string, problems: readonly Problem[]): readonly string[] {
  if (problems.length === 0) return [];
  return [`### ${title}`, problems.map(({ file, line, message }) => `- ${whereOf({ file, line })}: ${code(message)}`).join('\n')];
}

function findingsTable(findings: readonly ReportedFinding[]): string {
  return table(['severity', 'finding', 'resource', 'where', 'says'], findings.map(finding => [
    finding.severity,
    nameOf(finding),
    code(finding.logicalId),
    whereOf(finding.location),
    saidBy(finding),
  ]));
}

/** The title is ours; what follows it may hold names. */
function saidBy(finding: ReportedFinding): string {
  const remark = remarkOf(finding);
  return remark === '' ? finding.rule.title : `${finding.rule.title}; ${code(remark)}`;
}

function acknowledgedTable(findings: readonly ReportedFinding[]): string {
  return table(['finding', 'resource', 'where', 'reason'], findings.map(finding => [
    nameOf(finding),
    code(finding.logicalId),
    whereOf(finding.location),
    code(finding.acknowledged?.reason ?? ''),
  ]));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

function nameOf(finding: ReportedFinding): string {
  const detail = detailOf(finding);
  return `[${finding.rule.id}](${ruleHelp(finding.rule.id)})${detail === '' ? '' : ` ${code(detail)}`}`;
}

function whereOf({ file, line }: SourceLocation): string {
  return code(line === undefined ? file : `${file}:${line}`);
}

function rulesOf(findings: readonly ReportedFinding[]): readonly ReportedRule[] {
  return [...new Map(findings.map(({ rule }) => [rule.id, rule])).values()];
}

function explained({ id, cwe, weakness, why, fix }: ReportedRule): string {
  return [`<details><summary>${id} (${weakness}, ${cwe.join(', ')})</summary>`, why, `\`\`\`ts\n${fix}\n\`\`\``, '</details>'].join('\n\n');
}

/**
 * A name as a code span: no markup, no HTML, no link, no mention comes out of one. Its fence is longer than any
 * backticks inside. A bar ends a table's cell even there, and a backslash before it may be escaped by another.
 */
function code(name: string): string {
  const text = shortened(visible(name), MAX_NAME).replaceAll('|', '\\u{7c}').trim();
  if (text === '') return '';
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest === 0 ? '' : ' ';
  return `${fence}${space}${text}${space}${fence}`;
}
