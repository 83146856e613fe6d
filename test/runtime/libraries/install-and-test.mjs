/**
 * Runs handlers that use the libraries of Lambda functions, with the guard and without it: `npm run test:libraries`.
 *
 * The libraries are kept in .cache/libraries, the Node binaries in .cache/ric. Writes the table of docs/compatibility.md
 * with `--write`; the last line is `N passed, N failed`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeBinary } from '../../../local-runtime/ric/packages.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, '..', '..', '..');
const cache = join(repository, '.cache', 'libraries');
/** Names and versions of the libraries, in a folder of their own, so that nobody else installs them. */
const packages = join(here, 'packages');
const NODES = [22, 24];

/** Installs the libraries once for each state of their lock file; none of them needs its install script. */
function ensureLibraries() {
  const lock = join(cache, 'node_modules', '.installed-lock.json');
  if (existsSync(lock) && readFileSync(lock, 'utf8') === readFileSync(join(packages, 'package-lock.json'), 'utf8')) return;
  mkdirSync(cache, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(packages, file), join(cache, file));
  console.log('installing the libraries');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: cache, stdio: ['ignore', 'ignore', 'inherit'] });
  copyFileSync(join(packages, 'package-lock.json'), lock);
}

function ensureRepository() {
  if (existsSync(join(repository, 'node_modules', 'tsx'))) return;
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: repository, stdio: ['ignore', 'ignore', 'inherit'] });
}

function main() {
  ensureRepository();
  ensureLibraries();
  execFileSync(process.execPath, [join(repository, 'runtime', 'node', 'build.mjs'), '--quiet'], { stdio: 'inherit' });
  const nodes = NODES.map(major => ({ major, node: nodeBinary(join(repository, '.cache', 'ric'), major) }));
  const tsx = join(repository, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const [only] = process.argv.slice(2).filter(argument => argument !== '--write');
  const settings = { nodes, cache, only, write: process.argv.includes('--write') };
  return spawnSync(process.execPath, [tsx, join(here, 'run.ts'), JSON.stringify(settings)], { stdio: 'inherit' }).status ?? 1;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error.message);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
