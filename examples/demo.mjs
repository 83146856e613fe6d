/**
 * `npm run demo`: installs what is missing, builds the guard and the local runtime, runs the demo.
 *
 * Plain Node without dependencies, since it runs before anything is installed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const read = name => JSON.parse(readFileSync(join(root, name), 'utf8'));

/** npm writes what it installed into node_modules; packages of other platforms are missing there. */
function installed() {
  if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) return false;
  const found = read('node_modules/.package-lock.json').packages;
  return Object.entries(read('package-lock.json').packages)
    .filter(([place, { optional, peer }]) => place !== '' && !optional && !(peer && !found[place]))
    .every(([place, { version }]) => found[place]?.version === version);
}

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], ...options });
  if (error) throw error;
  if (status !== 0) fail(`${command} ${args.join(' ')} ended with status ${status}, expected 0; see the lines above`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

function install() {
  console.log('Installing the development dependencies (npm ci) …');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  // The npm that runs this script, where it is one: it may not be in the path.
  const npm = process.env.npm_execpath ?? '';
  if (npm.endsWith('npm-cli.js')) run(process.execPath, [npm, ...args]);
  else run('npm', args, { shell: process.platform === 'win32' });
}

if (Number(process.versions.node.split('.')[0]) < 20) fail(`this is Node ${process.versions.node}, expected 20 or newer`);
if (!installed()) install();
run(process.execPath, ['projenrc/build-assets.mjs', '--quiet']);
run(process.execPath, ['local-runtime/build.mjs']);

// Without its cache tsx leaves nothing behind.
const env = { ...process.env, TSX_DISABLE_CACHE: '1' };
const demo = spawn(process.execPath, ['--import', 'tsx', 'examples/demo/main.ts'], { cwd: root, env, stdio: 'inherit' });
// The terminal tells the whole group of an interrupt; other signals come to this process alone.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => demo.kill('SIGTERM'));
demo.once('exit', code => { process.exitCode = code ?? 1; });
