import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIBRARIES, type LibraryCase, type Packaging } from './libraries';

/** What came of one handler, as it is shipped, on one Node. */
export interface Row {
  readonly library: LibraryCase;
  readonly packaging: Packaging;
  readonly node: number;
  passed: number;
  failed: number;
}

const { dependencies } = JSON.parse(readFileSync(join(__dirname, 'packages', 'package.json'), 'utf8')) as { readonly dependencies: Readonly<Record<string, string>> };

/** The result of every library as a table in Markdown. */
export function writeTable(rows: readonly Row[]): string {
  const lines = LIBRARIES.flatMap(library => {
    const own = rows.filter(row => row.library === library);
    return own.length > 0 ? [line(library, own)] : [];
  });
  return ['| libraries | Node | packaging | invocations | same with the guard |', '| --- | --- | --- | --- | --- |', ...lines].join('\n');
}

function line({ packages, beside, app }: LibraryCase, rows: readonly Row[]): string {
  const names = packages.map(name => `${name} ${dependencies[name]}`).join(', ') + (beside ? ` (${beside})` : app.includes('stream') ? ' (streamed)' : '');
  const unique = (values: ReadonlyArray<string | number>): string => [...new Set(values)].sort().join(', ');
  const passed = rows.reduce((sum, row) => sum + row.passed, 0);
  const failed = rows.reduce((sum, row) => sum + row.failed, 0);
  return `| ${[names, unique(rows.map(({ node }) => node)), unique(rows.map(({ packaging }) => packaging)), passed + failed, failed === 0 ? 'yes' : `no: ${failed} differ`].join(' | ')} |`;
}
