/**
 * Compares the integ apps' templates with their snapshots, offline: `npm run test:integ`.
 *
 * `npm run test:integ -- --update` writes the snapshots anew, as a change of what the library generates needs it.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, '..', '..');
const runner = join(repository, 'node_modules', '@aws-cdk', 'integ-runner', 'bin', 'integ-runner');
const config = join('integ', 'apps', 'integ.config.json');

/** Only these are compared; the rest would change with paths and versions. */
const KEPT = /\.template\.json$|\.assets\.json$|^manifest\.json$|^integ\.json$/;
/** Parts of the manifest that name files which are not kept, or differ between versions of CDK. */
const LEFT_OUT = new Set(['additionalMetadataFile', 'aws-cdk-lib/feature-flag-report']);

function run(...args) {
  const env = { ...process.env, CDK_VALIDATION: 'false', JSII_DEPRECATED: 'quiet' };
  return spawnSync(process.execPath, [runner, '--config', config, ...args], { cwd: repository, env, stdio: 'inherit' }).status ?? 1;
}

const snapshots = () => readdirSync(here).filter(name => name.endsWith('.snapshot')).map(name => join(here, name));

function update() {
  for (const folder of snapshots()) rmSync(folder, { recursive: true });
  // A dry run writes snapshots and deploys nothing.
  const status = run('--update-on-failed', '--dry-run', '--no-clean');
  for (const folder of snapshots()) prune(folder);
  return status;
}

function prune(folder) {
  for (const name of readdirSync(folder)) {
    if (!KEPT.test(name)) rmSync(join(folder, name), { recursive: true });
  }
  const file = join(folder, 'manifest.json');
  writeFileSync(file, `${JSON.stringify(JSON.parse(readFileSync(file, 'utf8'), (key, value) => (LEFT_OUT.has(key) ? undefined : value)), undefined, 1)}\n`);
}

process.exitCode = process.argv.includes('--update') ? update() : run('--strict');
if (process.exitCode !== 0) console.error('the templates differ from their snapshots; where that is meant, run "npm run test:integ -- --update" and commit the result');
