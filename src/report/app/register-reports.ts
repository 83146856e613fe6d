import { relative } from 'node:path';
import { Annotations, App, attachCustomSynthesis } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { reportApp } from './report-app';
import { summaryTable } from '../summary-table';
import { isThrownAway, writeReports } from './write-reports';

/** Context of the app: `on`, `quiet` for no table on the terminal, `off`. */
export const REPORTS_CONTEXT = 'cdk-serverless-guard:reports';
const MODES = ['on', 'quiet', 'off'] as const;
type ReportsMode = (typeof MODES)[number];

const REGISTERED = new WeakSet<IConstruct>();

/**
 * Lets an app write its reports whenever it is synthesised.
 *
 * They are made as the last thing of a synthesis, when every template is written and before CDK closes the assembly: a
 * validation plugin must not write into it, and an older report there counts as a file that it changed.
 */
export function registerReports(root: IConstruct): void {
  const mode = modeOf(root);
  if (mode === 'off' || !App.isApp(root) || REGISTERED.has(root)) return;
  REGISTERED.add(root);
  try {
    attachCustomSynthesis(root, { onSynthesize: ({ outdir }) => reportSafely(root, outdir, mode) });
  } catch {
    Annotations.of(root).addWarningV2('ServerlessGuard::reports', 'no reports are written: something else already does its own at the end of the synthesis; run the check command on the assembly');
  }
}

function modeOf({ node }: IConstruct): ReportsMode {
  const given: unknown = node.tryGetContext(REPORTS_CONTEXT) ?? 'on';
  const known = MODES.find(mode => mode === given);
  if (known === undefined) throw new Error(`bad context '${REPORTS_CONTEXT}', got ${JSON.stringify(given)}, expected one of ${MODES.join(', ')}; correct it in cdk.json or on the command line`);
  return known;
}

/** A report that cannot be made is no reason to stop a deployment. */
function reportSafely(root: IConstruct, outdir: string, mode: ReportsMode): void {
  if (isThrownAway(outdir)) return;
  try {
    const report = reportApp(root, outdir);
    const file = writeReports(report, outdir);
    if (mode === 'on' && isRunByCli()) tellAtTheEnd(summaryTable(report, shortPath(file)));
  } catch (error) {
    process.stderr.write(`Serverless Guard: the reports could not be written: ${error instanceof Error ? error.message : String(error)}; please report this\n`);
  }
}

/** The command line of CDK says where the assembly goes; nobody else reads what an app prints. */
function isRunByCli(): boolean {
  return process.env.CDK_OUTDIR !== undefined && process.env.JEST_WORKER_ID === undefined;
}

let told: string | undefined;

/** After what CDK prints of its plugins; once, however often the app was synthesised. */
function tellAtTheEnd(text: string): void {
  if (told === undefined) process.once('exit', () => process.stderr.write(told ?? ''));
  told = text;
}

function shortPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}
