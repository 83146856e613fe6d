/** Chromium from Debian, and the packages that drive it. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const cache = join(here, '..', '..', '..', '..', '.cache', 'report');
const versions = join(here, 'packages');

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];
/** The fonts are for the pictures: without one there is no text in them. */
const COMMAND = 'apt-get install --yes --no-install-recommends chromium fonts-dejavu-core';

const find = () => (process.env.PATH ?? '').split(':').flatMap(folder => NAMES.map(name => join(folder, name))).find(file => existsSync(file));

/** The browser; installs it on Debian as root, elsewhere throws and says what is missing. */
export function chromium() {
  const found = find();
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Error(`Chromium: not found as ${NAMES.join(', ')}; install it, on Debian as root with \`${COMMAND}\`, and run this again`);
  console.log('installing Chromium');
  execFileSync('sh', ['-c', `apt-get update -qq && ${COMMAND} -qq`], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  const installed = find();
  if (installed === undefined) throw new Error(`Chromium: not found after \`${COMMAND}\``);
  return installed;
}

/** Installs the packages once for each state of their lock file; tells where. */
export function ensurePackages() {
  const installed = join(cache, 'node_modules', '.installed-lock.json');
  const lock = join(versions, 'package-lock.json');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(lock, 'utf8')) return cache;
  mkdirSync(cache, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(versions, file), join(cache, file));
  console.log('installing what drives the browser');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: cache, stdio: ['ignore', 'ignore', 'inherit'] });
  copyFileSync(lock, installed);
  return cache;
}
