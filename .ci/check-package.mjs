/**
 * Packs the library as npm would publish it, installs the tarball into an empty CDK app beside the floor and beside
 * the latest aws-cdk-lib, and synthesises there; runs its command there, and where there is no CDK at all.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { bundledDependencies = [], devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const FLOOR = devDependencies['aws-cdk-lib'];
const ALLOWED_TOP_LEVEL = new Set(['lib', 'assets', 'package.json', 'README.md', 'LICENSE', 'NOTICE', 'API.md', 'CHANGELOG.md', 'SECURITY.md', 'CONTRIBUTING.md', '.jsii']);

const run = (cwd, command, ...args) => execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const expect = (condition, message) => {
  if (!condition) throw new Error(message);
};

/** Runs the installed command as a user would. */
const command = (cwd, args, code) => {
  const { status, stdout, stderr } = spawnSync('npx', ['--no-install', 'cdk-serverless-guard', ...args], { cwd, encoding: 'utf8' });
  expect(status === code, `"cdk-serverless-guard ${args.join(' ')}" ended with ${status}, expected ${code}:\n${stdout}${stderr}`);
};
const check = (cwd, template, code) => command(cwd, ['check', template], code);

const work = mkdtempSync(join(tmpdir(), 'serverless-guard-package-'));
try {
  run('.', 'npx', 'projen', 'compile');
  const [{ filename, files }] = JSON.parse(run('.', 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', work));
  const bundled = bundledDependencies.map(name => `node_modules/${name}/`);
  const own = files.map(file => file.path).filter(path => !bundled.some(folder => path.startsWith(folder)));
  const strangers = new Set(own.map(path => path.split('/')[0]).filter(name => !ALLOWED_TOP_LEVEL.has(name)));
  expect(strangers.size === 0, `the tarball holds ${[...strangers].join(', ')}, expected only ${[...ALLOWED_TOP_LEVEL].join(', ')}; add to .npmignore through .projenrc.ts`);

  /* The command alone, in a directory with no CDK: what somebody with a bare template does. */
  const bare = join(work, 'bare');
  mkdirSync(bare);
  cpSync('.ci/bare-template', bare, { recursive: true });
  writeFileSync(join(bare, 'package.json'), JSON.stringify({ name: 'bare', version: '0.0.0', private: true }));
  run(bare, 'npm', 'install', '--no-audit', '--no-fund', '--loglevel=error', '--legacy-peer-deps', join(work, filename));
  expect(!existsSync(join(bare, 'node_modules/aws-cdk-lib')), 'aws-cdk-lib was installed beside the command, expected it to be missing');
  check(bare, 'clean.yaml', 0);
  check(bare, 'open.yaml', 1);
  check(bare, 'package.json', 2);
  command(bare, ['report', '--output', 'reports', 'open.yaml'], 0);
  expect(readFileSync(join(bare, 'reports/report.html'), 'utf8').startsWith('<!doctype html>'), 'the command wrote no page, expected it to find its script and style in assets/report');
  command(bare, ['diff', 'reports', 'reports'], 0);
  console.log('the command judges, reports on and compares templates without CDK');

  for (const version of [FLOOR, 'latest']) {
    const app = join(work, `cdk-${version}`);
    mkdirSync(app);
    cpSync('.ci/empty-app', app, { recursive: true });
    writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'empty-app', version: '0.0.0', private: true }));
    run(app, 'npm', 'install', '--no-audit', '--no-fund', '--loglevel=error', `aws-cdk-lib@${version}`, 'constructs@^10.5.1', 'cdk-nag@^3.0.2', join(work, filename));
    const wrapper = join(app, 'node_modules/cdk-serverless-guard/assets/guard-node/serverless-guard/exec-wrapper');
    expect((statSync(wrapper).mode & 0o111) === 0o111, 'the installed exec-wrapper is not executable, expected mode 755');
    process.stdout.write(run(app, 'node', 'app.js'));
    check(app, 'cdk.out', 0);
    const installed = JSON.parse(readFileSync(join(app, 'node_modules/aws-cdk-lib/package.json'), 'utf8')).version;
    const assets = readdirSync(join(app, 'cdk.out')).filter(name => name.startsWith('asset.'));
    console.log(`aws-cdk-lib ${installed}: synthesised with ${assets.length} assets`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
