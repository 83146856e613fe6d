/**
 * Runs the guard with real database drivers against real servers: `npm run test:wire`.
 *
 * The drivers are kept in .cache/wire, the Node binaries in .cache/ric; the servers are Debian's. Where Debian has none
 * (MongoDB, SQL Server, SMTP) the real driver talks to a small server of our own. The last line is `N passed, N failed`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runToLastLine } from '../../../integ/last-line.mjs';
import { nodeBinary } from '../../../local-runtime/ric/packages.mjs';
import { serverBinaries } from './servers/packages.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, '..', '..', '..');
const cache = join(repository, '.cache', 'wire');
/** Names and versions of the drivers, in a folder of their own, so that nobody else installs them. */
const drivers = join(here, 'drivers');
const NODES = [22, 24];

/** Installs the drivers once for each state of their lock file. */
function ensureDrivers() {
  const lock = join(cache, 'node_modules', '.installed-lock.json');
  if (existsSync(lock) && readFileSync(lock, 'utf8') === readFileSync(join(drivers, 'package-lock.json'), 'utf8')) return;
  mkdirSync(cache, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(drivers, file), join(cache, file));
  console.log('installing the drivers');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: cache, stdio: ['ignore', 'ignore', 'inherit'] });
  copyFileSync(join(drivers, 'package-lock.json'), lock);
}

function ensureRepository() {
  if (existsSync(join(repository, 'node_modules', 'tsx'))) return;
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: repository, stdio: ['ignore', 'ignore', 'inherit'] });
}

function main() {
  if (process.platform !== 'linux') throw new Error(`the database servers: got ${process.platform}, expected linux; run this in a container or a virtual machine`);
  ensureRepository();
  const binaries = serverBinaries();
  ensureDrivers();
  execFileSync(process.execPath, [join(repository, 'runtime', 'node', 'build.mjs'), '--quiet'], { stdio: 'inherit' });
  const nodes = NODES.map(major => ({ name: `Node ${major}`, node: nodeBinary(join(repository, '.cache', 'ric'), major) }));
  const tsx = join(repository, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  return spawnSync(process.execPath, [tsx, join(here, 'run.ts'), JSON.stringify({ binaries, nodes, cache, only: process.argv[2] })], { stdio: 'inherit' }).status ?? 1;
}

runToLastLine(main);
