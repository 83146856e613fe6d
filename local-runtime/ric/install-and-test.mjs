/**
 * Runs the guard's suite on the real Lambda runtime client: `npm run test:ric`.
 *
 * Installs what it needs into .cache/ric and keeps it there; the last line is `N passed, N failed`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runToLastLine } from '../../integ/last-line.mjs';
import { nodeBinary, runtimeClient } from './packages.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, '..', '..');
const cache = join(repository, '.cache', 'ric');

/** Versions that AWS runs: 4 on the newest Node, 3 where handlers still have a callback. */
const COMBINATIONS = [
  { ric: '4.0.2', node: 22 },
  { ric: '4.0.2', node: 24 },
  { ric: '3.3.0', node: 22 },
];

function clientArguments(version) {
  const folder = runtimeClient(cache, version);
  if (!version.startsWith('3.')) return [join(folder, 'index.mjs')];
  return [join(here, 'start-ric-3.mjs'), pathToFileURL(join(folder, 'dist', 'index.mjs')).href];
}

function runtimes() {
  return COMBINATIONS.map(({ ric, node }) => ({
    name: `aws-lambda-ric ${ric} on Node ${node}`,
    node: nodeBinary(cache, node),
    client: { args: clientArguments(ric) },
    callbacks: ric.startsWith('3.'),
  }));
}

function ensureRepository() {
  if (existsSync(join(repository, 'node_modules', 'tsx'))) return;
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: repository, stdio: ['ignore', 'ignore', 'inherit'] });
}

function main() {
  if (process.platform !== 'linux') throw new Error(`the real runtime client: got ${process.platform}, expected linux; run this in a container or a virtual machine`);
  ensureRepository();
  execFileSync(process.execPath, [join(repository, 'runtime', 'node', 'build.mjs'), '--quiet'], { stdio: 'inherit' });
  const suite = join(repository, 'test', 'runtime', 'suite', 'run.ts');
  const tsx = join(repository, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  return spawnSync(process.execPath, [tsx, suite, JSON.stringify(runtimes())], { stdio: 'inherit' }).status ?? 1;
}

runToLastLine(main);
