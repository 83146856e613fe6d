/**
 * The CDK side's tests and types against the newest aws-cdk-lib, constructs and cdk-nag: `npm run test:cdk-latest`.
 *
 * They are installed beside those that the library is developed with, into .cache/cdk-latest, and kept until newer ones appear.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, '..', '..');
const folder = join(repository, '.cache', 'cdk-latest');
const packages = ['aws-cdk-lib', 'constructs', 'cdk-nag'];

/** Suites that run nothing in a process of its own, which would find the other version. */
const SUITES = ['test/app-model', 'test/checks', 'test/compatibility', 'test/hardening', 'test/integ', 'test/monitoring', 'test/report', 'test/roles/(compare|needs|resolve)', 'test/targets', 'test/[^/]+\\.test\\.ts$'];

const versionIn = (place, name) => JSON.parse(readFileSync(join(place, 'node_modules', name, 'package.json'), 'utf8')).version;

/** npm looks up what is newest and changes nothing where it is there. */
function install() {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...packages.map(name => `${name}@latest`)], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  for (const name of packages) console.log(`${name} ${versionIn(folder, name)}, developed with ${versionIn(repository, name)}`);
}

/** The project's own configuration of jest, with the three packages from elsewhere. */
function jestConfig() {
  const config = JSON.parse(readFileSync(join(repository, 'jest.config.json'), 'utf8'));
  const file = join(folder, 'jest.config.json');
  const tsconfig = join(folder, 'tsconfig.jest.json');
  // Types are checked by themselves, below.
  writeFileSync(tsconfig, JSON.stringify({ extends: '../../test/tsconfig.json', compilerOptions: { isolatedModules: true } }));
  writeFileSync(file, JSON.stringify({
    ...config,
    'rootDir': repository,
    'reporters': ['default'],
    'moduleNameMapper': { [`^(${packages.join('|')})(/.*)?$`]: `${folder}/node_modules/$1$2` },
    'transform': { '^.+\\.[t]sx?$': ['ts-jest', { tsconfig, diagnostics: false }] },
    '//': undefined,
  }));
  return file;
}

function typeConfig() {
  const file = join(folder, 'tsconfig.json');
  const paths = Object.fromEntries(packages.flatMap(name => [[name, [`./node_modules/${name}`]], [`${name}/*`, [`./node_modules/${name}/*`]]]));
  writeFileSync(file, JSON.stringify({
    extends: '../../tsconfig.dev.json',
    compilerOptions: { rootDir: '../..', paths, types: ['node', 'jest'], typeRoots: ['../../node_modules/@types'] },
    include: ['../../src/**/*.ts', '../../integ/apps/*.ts', '../../examples/order-api/**/*.ts'],
    exclude: [],
  }));
  return file;
}

function run(program, ...args) {
  return spawnSync(process.execPath, [join(repository, 'node_modules', program), ...args], { cwd: repository, stdio: 'inherit' }).status === 0;
}

install();
run('../projenrc/build-assets.mjs', '--quiet');
const results = {
  types: run('typescript/bin/tsc', '--noEmit', '-p', typeConfig()),
  tests: run('jest/bin/jest.js', '--ci', '--config', jestConfig(), ...SUITES),
};
for (const [what, passed] of Object.entries(results)) console.log(`${what} with the newest CDK: ${passed ? 'passed' : 'FAILED'}`);
process.exitCode = Object.values(results).every(Boolean) ? 0 : 1;
