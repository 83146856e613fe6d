/** A virtual environment of Python with the packages of requirements.txt, made once in `.cache/python`. */
import { createHash } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, '..', '..', '.cache', 'python');
const requirements = join(here, 'requirements.txt');
const marker = join(folder, 'requirements.sha256');

const INSTALL = 'apt-get update -qq && apt-get install --yes --no-install-recommends -qq python3 python3-venv';

/** `ensurepip` is what Debian leaves out of python3 and puts into python3-venv. */
const hasPython = () => spawnSync('python3', ['-c', 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))']).status === 0;

/** Installs what is missing and returns the path of a program of the environment, such as `python` or `cfn-lint`. */
export function pythonProgram(name) {
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (!existsSync(marker) || readFileSync(marker, 'utf8') !== wanted) {
    ensurePython();
    console.log('installing moto and cfn-lint into .cache/python, about a minute');
    rmSync(folder, { recursive: true, force: true });
    run('python3', '-m', 'venv', folder);
    run(join(folder, 'bin', 'pip'), 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements);
    writeFileSync(marker, wanted);
  }
  return join(folder, 'bin', name);
}

function ensurePython() {
  if (hasPython()) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('installing python3 and python3-venv');
    execFileSync('sh', ['-c', INSTALL], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  if (hasPython()) return;
  throw new Error(`python3: got none that is 3.11 or newer and can make virtual environments; expected one for moto and cfn-lint; install it as root, on Debian with \`${INSTALL}\`, and run this again`);
}

/** Silent unless it fails. */
function run(command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`\`${command} ${args.join(' ')}\` failed:\n${`${stdout}${stderr}`.trimEnd().split('\n').slice(-20).join('\n')}`);
}
