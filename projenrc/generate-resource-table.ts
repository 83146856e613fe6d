/**
 * Writes `src/roles/python/boto3/resource-table.json`: `npm run data:resources`, on a machine with Python and boto3
 * (`pip install boto3`). With `--check` nothing is written, and a stale file ends with exit code 1.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resourceTable } from './resource-table';

const FILE = join(__dirname, '../src/roles/python/boto3/resource-table.json');
const LOCATE = 'import boto3, os; print(boto3.__version__); print(os.path.join(os.path.dirname(boto3.__file__), "data"))';

const [version = '', data = ''] = execFileSync('python3', ['-c', LOCATE], { encoding: 'utf8' }).split('\n');
const wanted = resourceTable(data, version);
if (!process.argv.includes('--check')) {
  writeFileSync(FILE, wanted);
} else if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== wanted) {
  console.error('src/roles/python/boto3/resource-table.json is stale: run `npx projen data:resources` and commit the result');
  process.exitCode = 1;
}
