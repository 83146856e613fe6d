import { NAME } from './help';
import type { Host } from './host';
import type { FailOn } from '../src/checks/report';
import type { Problem, ReportedFinding } from '../src/report/finding';
import { visible } from '../src/report/inert-text';
import { summaryOf } from '../src/report/summary';

/** Tells what could not be judged, and what else the author of a template should know. */
export function printProblems(problems: readonly Problem[], host: Host): void {
  for (const { file, line, message } of problems) host.err(`${NAME}: ${visible(`${line === undefined ? file : `${file}:${line}`} ${message}`)}\n`);
}

/** Whether findings end a command with an exit code that fails. */
export function fails(findings: readonly ReportedFinding[], failOn: FailOn): boolean {
  const { error, warning } = summaryOf(findings);
  if (failOn === 'never') return false;
  return failOn === 'warning' ? error + warning > 0 : error > 0;
}
