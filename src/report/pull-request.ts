import type { AppReport } from './app-report';
import type { ReportedFinding } from './finding';
import { explained, listed } from './markdown';
import { code, codeOfPlace, markdownTable } from './markdown-text';
import { ruleHelp } from './rule-help';
import { counted, remarkOf, summaryOf } from './summary';
import { headline } from './summary-table';
import { countsByWeakness, type WeaknessCount } from './weakness-counts';
import { SEVERITIES, WEAKNESSES } from '../checks/rule';

/** A comment on a pull request takes 65,536 characters, and nobody reads as many. */
const MAX_RULES = 10;
const MAX_PLACES = 3;
const MAX_PROBLEMS = 20;

/** A rule with everything that it found at one severity. */
type Group = readonly [ReportedFinding, ...ReportedFinding[]];

/** The report in short, for a pull request or a job's summary: what is weakest, what to change first, and where to read on. */
export function toPullRequest(report: AppReport, files: readonly string[]): string {
  const counts = countsByWeakness(report);
  const groups = worstGroups(report, counts);
  const shown = groups.slice(0, MAX_RULES);
  const { error, warning, info, acknowledged } = summaryOf(report.report.findings);
  return `${[
    `## Serverless Guard: ${headline(report)}`,
    `${[counted(error, 'error'), counted(warning, 'warning'), counted(info, 'info')].join(', ')}; ${acknowledged} acknowledged.`,
    ...listed(`Not judged: ${counted(report.report.problems.length, 'file')}`, report.report.problems.slice(0, MAX_PROBLEMS)),
    ...counts.length === 0 ? [] : [weaknessTable(counts)],
    ...shown.length === 0 ? [] : ['### Worst findings', findingTable(shown), ...shown.map(([{ rule }]) => explained(rule))],
    ...groups.length > shown.length ? [`${counted(groups.length - shown.length, 'more rule')} found something: the files below tell all.`] : [],
    `Beside this file: ${files.map(code).join(', ')}.`,
  ].join('\n\n')}\n`;
}

/** Errors before warnings, the worst weakness first; infos are left to the other formats. */
function worstGroups({ report: { findings } }: AppReport, counts: readonly WeaknessCount[]): readonly Group[] {
  const ranks = new Map(counts.map(({ weakness }, rank) => [weakness, rank]));
  const rankOf = ({ rule, severity }: ReportedFinding) => SEVERITIES.indexOf(severity) * counts.length + (ranks.get(rule.weakness) ?? 0);
  const groups = new Map<string, [ReportedFinding, ...ReportedFinding[]]>();
  for (const finding of findings.filter(({ acknowledged, severity }) => acknowledged === undefined && severity !== 'info')) {
    const key = `${finding.severity} ${finding.rule.id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].sort(([a, ...moreOfA], [b, ...moreOfB]) => rankOf(a) - rankOf(b) || moreOfB.length - moreOfA.length);
}

function weaknessTable(counts: readonly WeaknessCount[]): string {
  return markdownTable(['weakness', 'errors', 'warnings', 'functions'], counts.map(({ weakness, errors, warnings, functions }) => (
    [`${weakness} ${WEAKNESSES[weakness]}`, errors, warnings, functions].map(String))));
}

function findingTable(groups: readonly Group[]): string {
  return markdownTable(['severity', 'rule', 'says', 'where'], groups.map(group => {
    const [{ severity, rule }] = group;
    const more = group.length > MAX_PLACES ? [`and ${group.length - MAX_PLACES} more`] : [];
    return [severity, `[${rule.id}](${ruleHelp(rule.id)})`, rule.title, [...group.slice(0, MAX_PLACES).map(placeOf), ...more].join('<br>')];
  }));
}

function placeOf(finding: ReportedFinding): string {
  const { constructPath, logicalId, location } = finding;
  return [code(constructPath?.replace(/\/Resource$/, '') ?? logicalId), code(remarkOf(finding)), codeOfPlace(location)].filter(part => part !== '').join(' ');
}
