import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppReport } from './app-report';
import { toComplianceCsv } from './compliance/compliance-csv';
import { toHtml } from './html/page';
import { inertJson } from './inert-text';
import * as schema from './inventory/inventory.schema.json';
import { toPullRequest } from './pull-request';
import { toSarif } from './sarif';
import { toBillOfMaterials } from './software/bill-of-materials';

/** What can be written, as the command line calls it. */
export const REPORT_FORMATS = ['html', 'sarif', 'csv', 'markdown', 'sbom', 'inventory'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** How reports are written. */
export interface FilesOptions {
  /** The folder of this package, which holds the page's script and style. */
  readonly packageRoot: string;
  /** @default - all */
  readonly formats?: readonly ReportFormat[];
}

type Content = (report: AppReport, options: FilesOptions) => string;

/** As it is written: a module gives its keys in an order of its own, and some bundlers one more. */
const { $schema, $id, title, description, type, ...others } = schema as typeof schema & { readonly default?: unknown };
const SCHEMA = { $schema, $id, title, description, type, ...Object.fromEntries(Object.entries(others).filter(([name]) => name !== 'default').sort()) };

/** Every file with what stands in it; the first is for people. */
const FILES: Readonly<Record<string, { readonly format: ReportFormat; readonly content: Content }>> = {
  'report.html': { format: 'html', content: (report, { packageRoot }) => toHtml(report, packageRoot) },
  'summary.md': { format: 'markdown', content: (report, options) => toPullRequest(report, filesOf(options).filter(name => name !== 'summary.md')) },
  'findings.sarif': { format: 'sarif', content: ({ report }) => toSarif(report) },
  'compliance.csv': { format: 'csv', content: ({ verdicts, report }) => toComplianceCsv(verdicts, report.today) },
  'sbom.cdx.json': { format: 'sbom', content: toBillOfMaterials },
  'inventory.json': { format: 'inventory', content: ({ inventory }) => `${inertJson({ $schema: './inventory.schema.json', ...inventory })}\n` },
  'inventory.schema.json': { format: 'inventory', content: () => `${JSON.stringify(SCHEMA, undefined, 2)}\n` },
};

/** The names of the files, the one for people first. */
export function filesOf({ formats = REPORT_FORMATS }: Pick<FilesOptions, 'formats'> = {}): readonly string[] {
  return Object.entries(FILES).filter(([, { format }]) => formats.includes(format)).map(([name]) => name);
}

/** Writes the reports into a folder, which is made where there is none. */
export function writeFiles(report: AppReport, folder: string, options: FilesOptions): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return filesOf(options).map(name => {
    const path = join(folder, name);
    writeFileSync(path, FILES[name]?.content(report, options) ?? '');
    return path;
  });
}
