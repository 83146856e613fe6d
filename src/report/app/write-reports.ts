import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { AppReport } from '../app-report';
import { writeFiles } from '../files';

/** The folder in the cloud assembly. */
export const REPORTS_FOLDER = 'serverless-guard';

/** Writes every report and tells where the first one is, which is for people. */
export function writeReports(report: AppReport, outdir: string): string {
  const folder = join(outdir, REPORTS_FOLDER);
  const [first] = writeFiles(report, folder, { packageRoot: join(__dirname, '..', '..', '..') });
  return first ?? folder;
}

/** Whether a folder is one that CDK made for an app that was given none, as in unit tests: nobody would look there. */
export function isThrownAway(outdir: string): boolean {
  return /^cdk\.out\w{6}$/.test(basename(outdir)) && dirname(outdir) === realpathSync(tmpdir());
}
