import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { AppReport } from './app-report';
import { toHtml } from '../html/page';
import { inertJson } from '../inert-text';
import * as schema from '../inventory/inventory.schema.json';

/** The folder in the cloud assembly. */
export const REPORTS_FOLDER = 'serverless-guard';

/** Every file with what stands in it; further formats are further rows. */
const FILES: Readonly<Record<string, (report: AppReport) => string>> = {
  'report.html': toHtml,
  'inventory.json': ({ inventory }) => `${inertJson({ $schema: './inventory.schema.json', ...inventory })}\n`,
  'inventory.schema.json': () => `${JSON.stringify({ ...schema, default: undefined }, undefined, 2)}\n`,
};

/** Writes every report and tells where the first one is, which is for people. */
export function writeReports(report: AppReport, outdir: string): string {
  const folder = join(outdir, REPORTS_FOLDER);
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(FILES)) writeFileSync(join(folder, name), content(report));
  return join(folder, Object.keys(FILES)[0] ?? '');
}

/** Whether a folder is one that CDK made for an app that was given none, as in unit tests: nobody would look there. */
export function isThrownAway(outdir: string): boolean {
  return /^cdk\.out\w{6}$/.test(basename(outdir)) && dirname(outdir) === realpathSync(tmpdir());
}
