import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLEAN, directoryWith, OPEN_URL } from './run-cli';

/** The command as it is installed: one file, beside the package's own package.json. */
const root = join(__dirname, '../..');
let command = '';

beforeAll(() => {
  const installed = directoryWith({ 'package.json': JSON.stringify({ name: 'cdk-serverless-guard', version: '4.5.6' }) });
  mkdirSync(join(installed, 'lib/cli'), { recursive: true });
  command = join(installed, 'lib/cli/cdk-serverless-guard.js');
  execFileSync(process.execPath, [join(root, 'cli/build.mjs'), command]);
});

const spawn = (cwd: string, args: readonly string[], input?: string) => spawnSync(process.execPath, [command, ...args], { cwd, input, encoding: 'utf8', env: {} });

test.each([[OPEN_URL, 1], [CLEAN, 0], ['a: [', 2]])('ends with the exit code of the verdict', (template, code) => {
  expect(spawn(directoryWith({ 'template.yaml': template }), ['check', 'template.yaml']).status).toBe(code);
});

test('prints the report to standard output, and problems to standard error', () => {
  const { stdout, stderr } = spawn(directoryWith({ 'template.yaml': OPEN_URL }), ['check', '--format', 'json', 'template.yaml', 'gone.yaml']);
  expect(JSON.parse(stdout).summary.error).toBe(1);
  expect(stderr).toBe('cdk-serverless-guard: gone.yaml is not there: no such file or directory\n');
});

test('reads a template from standard input', () => {
  const { status, stdout } = spawn(directoryWith({}), ['check', '-'], OPEN_URL);
  expect([status, stdout.includes('stdin:7  OrdersUrl')]).toEqual([1, true]);
});

test('tells the version of its package', () => {
  expect(spawn(directoryWith({}), ['--version']).stdout).toBe('4.5.6\n');
});

test('runs by itself, beside nothing that is installed', () => {
  const directory = directoryWith({ 'package.json': '{"version": "1.0.0"}', 'a/b/template.yaml': CLEAN });
  cpSync(command, join(directory, 'a/b/command.js'));
  chmodSync(join(directory, 'a/b/command.js'), 0o755);
  expect(execFileSync(join(directory, 'a/b/command.js'), ['check', 'template.yaml'], { cwd: join(directory, 'a/b'), encoding: 'utf8' })).toBe('nothing found in 1 template\n');
});

test('keeps its verdict when the reader of a long report has seen enough', () => {
  const urls = Array.from({ length: 3_000 }, (_, at) => OPEN_URL.slice(OPEN_URL.indexOf('  OrdersUrl')).replace('OrdersUrl', `Url${at}`)).join('');
  const directory = directoryWith({ 'template.yaml': `Resources:\n${urls}` });
  const { stdout, stderr } = spawnSync('bash', ['-c', `"${process.execPath}" "${command}" check --format csv template.yaml | head -n 1; echo "\${PIPESTATUS[0]}"`], { cwd: directory, encoding: 'utf8' });
  expect([stdout.split('\n')[1], stderr]).toEqual(['1', '']);
});

test('brings the licence of what it holds', () => {
  expect(readFileSync(command, 'utf8').slice(0, 1_000)).toContain('Copyright Eemeli Aro');
});
