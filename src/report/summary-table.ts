import type { AppReport } from './app-report';
import { visible } from './inert-text';
import { counted, summaryOf } from './summary';
import { countsByWeakness, type WeaknessCount } from './weakness-counts';
import { WEAKNESSES } from '../checks/rule';

/** The end of the terminal's output: what is weak, the worst first, and where to read on. */
export function summaryTable(report: AppReport, place: string): string {
  const rows = countsByWeakness(report);
  const { acknowledged: accepted } = summaryOf(report.report.findings);
  const width = Math.max(0, ...rows.map(row => titleOf(row).length));
  return [
    '',
    `Serverless Guard: ${headline(report)}; findings by weakness${accepted === 0 ? '' : `, without ${accepted} accepted`}`,
    ...rows.length === 0 ? [] : [`  ${'weakness'.padEnd(width)}  errors  warnings  functions`],
    ...rows.map(row => `  ${titleOf(row).padEnd(width)}  ${String(row.errors).padStart(6)}  ${String(row.warnings).padStart(8)}  ${String(row.functions).padStart(9)}`),
    `  report: ${visible(place)}`,
    '',
  ].join('\n');
}

/** The app in one line: `5 functions, 3 with a guard that blocks`. */
export function headline({ inventory }: AppReport): string {
  const own = inventory.functions.filter(({ cdkManaged }) => !cdkManaged);
  const blocking = own.filter(({ guard }) => guard.attached === 'yes' && guard.mode === 'block').length;
  return `${counted(own.length, 'function')}, ${blocking} with a guard that blocks`;
}

function titleOf({ weakness }: WeaknessCount): string {
  return `${weakness} ${WEAKNESSES[weakness]}`;
}
