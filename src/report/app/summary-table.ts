import type { AppReport } from './app-report';
import { WEAKNESSES, type Weakness } from '../../checks/rule';
import type { ReportedFinding } from '../finding';
import { visible } from '../inert-text';
import type { InventoriedFunction } from '../inventory/inventory';

interface Row {
  readonly weakness: Weakness;
  readonly errors: number;
  readonly warnings: number;
  /** Functions of the app's own that have a hole there. */
  readonly functions: number;
}

/** The end of the terminal's output: what is weak, the worst first, and where to read on. */
export function summaryTable({ report, inventory }: AppReport, place: string): string {
  const open = report.findings.filter(({ acknowledged }) => acknowledged === undefined);
  const own = inventory.functions.filter(({ cdkManaged }) => !cdkManaged);
  const rows = (Object.keys(WEAKNESSES) as Weakness[]).map(weakness => rowOf(weakness, open, own))
    .filter(({ errors, warnings }) => errors + warnings > 0)
    .sort((a, b) => b.errors - a.errors || b.warnings - a.warnings);
  const width = Math.max(0, ...rows.map(row => titleOf(row).length));
  return [
    '',
    headline(own, report.findings.length - open.length),
    ...rows.length === 0 ? [] : [`  ${'weakness'.padEnd(width)}  errors  warnings  functions`],
    ...rows.map(row => `  ${titleOf(row).padEnd(width)}  ${String(row.errors).padStart(6)}  ${String(row.warnings).padStart(8)}  ${String(row.functions).padStart(9)}`),
    `  report: ${visible(place)}`,
    '',
  ].join('\n');
}

function headline(own: readonly InventoriedFunction[], accepted: number): string {
  const blocking = own.filter(({ guard }) => guard.attached === 'yes' && guard.mode === 'block').length;
  return `Serverless Guard: ${own.length} function${own.length === 1 ? '' : 's'}, ${blocking} with a guard that blocks; findings by weakness${accepted === 0 ? '' : `, without ${accepted} accepted`}`;
}

function rowOf(weakness: Weakness, open: readonly ReportedFinding[], own: readonly InventoriedFunction[]): Row {
  const found = open.filter(({ rule }) => rule.weakness === weakness);
  return {
    weakness,
    errors: found.filter(({ severity }) => severity === 'error').length,
    warnings: found.filter(({ severity }) => severity === 'warning').length,
    functions: own.filter(({ protection }) => protection[weakness].slices.design === 'absent').length,
  };
}

function titleOf({ weakness }: Row): string {
  return `${weakness} ${WEAKNESSES[weakness]}`;
}
