/**
 * Writes `src/roles/operations/operation-table.json`: `npm run data:operations`, on a machine with Python and botocore
 * (`pip install botocore`). With `--check` nothing is written, and a stale file ends with exit code 1.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { operationTable } from './operation-table';

const FILE = join(__dirname, '../src/roles/operations/operation-table.json');
const LOCATE = 'import botocore, os; print(botocore.__version__); print(os.path.join(os.path.dirname(botocore.__file__), "data"))';

const [version = '', data = ''] = execFileSync('python3', ['-c', LOCATE], { encoding: 'utf8' }).split('\n');
const wanted = operationTable(data, version);
if (!process.argv.includes('--check')) {
  writeFileSync(FILE, wanted);
} else if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== wanted) {
  console.error('src/roles/operations/operation-table.json is stale: run `npx projen data:operations` and commit the result');
  process.exitCode = 1;
}
