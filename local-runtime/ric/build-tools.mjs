/** The system's tools that the real client's native part is built with. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Commands and the Debian packages that bring them. */
const TOOLS = {
  'autoconf': 'autoconf',
  'automake': 'automake',
  'libtoolize': 'libtool',
  'pkg-config': 'pkg-config',
  'm4': 'm4',
  'cmake': 'cmake',
  'g++': 'g++',
  'make': 'make',
  'python3': 'python3',
  'xz': 'xz-utils',
};

const isMissing = command => spawnSync('sh', ['-c', `command -v ${command}`]).status !== 0;

/** Installs what is missing on Debian as root; elsewhere throws and says what is missing. */
export function ensureBuildTools() {
  const missing = Object.keys(TOOLS).filter(isMissing);
  if (missing.length === 0) return;
  const packages = missing.map(command => TOOLS[command]);
  const install = `apt-get install --yes --no-install-recommends ${packages.join(' ')}`;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(`build tools of the real runtime client: missing ${missing.join(', ')}; expected all of ${Object.keys(TOOLS).join(', ')}; install them as root, on Debian with \`${install}\`, and run this again`);
  }
  console.log(`installing ${packages.join(' ')}`);
  const options = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  execFileSync('sh', ['-c', `apt-get update -qq && ${install} -qq`], options);
}
