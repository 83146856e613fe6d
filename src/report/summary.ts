import type { Report, ReportedFinding } from './finding';
import type { Severity } from '../checks/rule';

/** How many findings count, by severity, and how many were acknowledged. */
export type Summary = Readonly<Record<Severity | 'acknowledged', number>>;

export function summaryOf(findings: readonly ReportedFinding[]): Summary {
  const summary = { error: 0, warning: 0, info: 0, acknowledged: 0 };
  for (const { severity, acknowledged } of findings) summary[acknowledged === undefined ? severity : 'acknowledged'] += 1;
  return summary;
}

/** One line for people: `3 errors, 1 warning, 0 infos in 2 templates; 1 acknowledged; 1 file not judged`. */
export function summaryLine({ findings, templates, problems }: Report): string {
  const { error, warning, info, acknowledged } = summaryOf(findings);
  const told = acknowledged === 0 ? '' : `; ${acknowledged} acknowledged`;
  const missed = problems.length === 0 ? '' : `; ${counted(problems.length, 'file')} not judged`;
  const open = [counted(error, 'error'), counted(warning, 'warning'), counted(info, 'info')].join(', ');
  return `${error + warning + info === 0 ? 'nothing found' : open} in ${counted(templates.length, 'template')}${told}${missed}`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** What a message adds to its rule's title: names from the template, conditions, why a rule failed. */
export function remarkOf({ message, rule }: ReportedFinding): string {
  return message.startsWith(rule.title) ? message.slice(rule.title.length).replace(/^; /, '') : message;
}

/** What an id adds to its rule's, brackets included; empty where the rule can find one thing only. */
export function detailOf({ id, rule }: ReportedFinding): string {
  return id.slice(rule.id.length);
}
