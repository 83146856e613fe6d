import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { directoryWith, run } from './run-cli';
import { inventoryOf, type State } from '../report/compare/inventories';

const text = (state: State = {}) => JSON.stringify(inventoryOf(state));

/** A directory with an old inventory and a new one. */
const inventories = (after: State = {}) => directoryWith({ 'old.json': text(), 'new.json': text(after) });
const diff = (cwd: string, ...args: readonly string[]) => run(cwd, ['diff', ...args]);

test('nothing changed passes', () => {
  expect(diff(inventories(), 'old.json', 'new.json')).toEqual({ code: 0, out: 'nothing changed; 1 function before, 1 after\n', err: '' });
});

test('a loss fails, and is told first', () => {
  const { code, out } = diff(inventories({ mode: 'report', layer: true }), 'old.json', 'new.json');
  expect(code).toBe(1);
  expect(out).toMatch(/^loss {5}Orders\n {9}the guard's mode does less\n {11}- block → report\n/);
});

test.each([['loss', 0], ['widened', 0], ['change', 1], ['never', 0]])('another runtime with --fail-on %s gives exit code %d', (failOn, code) => {
  expect(diff(inventories({ runtime: 'nodejs22.x' }), '--fail-on', failOn, 'old.json', 'new.json').code).toBe(code);
});

test('JSON and Markdown, into a file as well', () => {
  const cwd = inventories({ mode: 'off' });
  expect(JSON.parse(diff(cwd, '--format', 'json', 'old.json', 'new.json').out).changes[0]).toMatchObject({ level: 'loss', kind: 'mode-weakened' });
  const { out, code } = diff(cwd, '--format', 'markdown', '--output', 'diff.md', 'old.json', 'new.json');
  expect([code, readFileSync(join(cwd, 'diff.md'), 'utf8').startsWith('## Serverless Guard: ')]).toEqual([1, true]);
  expect(out).toContain('the guard\'s mode does less');
});

test('an assembly, or a folder of reports, stands for the inventory in it', () => {
  const cwd = directoryWith({ 'old/inventory.json': text(), 'cdk.out/serverless-guard/inventory.json': text({ mode: 'off' }) });
  expect(diff(cwd, 'old', 'cdk.out').code).toBe(1);
});

test.each([
  [['old.json'], '1 inventories given, expected two: the old one and the new one; see "cdk-serverless-guard --help"'],
  [['--format', 'sarif', 'old.json', 'old.json'], '--format is \'sarif\', expected table, json or markdown'],
  [['--fail-on', 'all', 'old.json', 'old.json'], '--fail-on is \'all\', expected loss, widened, change or never'],
  [['old.json', 'gone.json'], 'gone.json is not there: no such file or directory'],
  [['old.json', 'empty'], 'empty is a directory without an inventory.json, expected one as a protected app and the command "report" write it'],
  [['old.json', 'template.json'], 'template.json is a template, expected an inventory.json as a protected app and the command "report" write it'],
  [['broken.json', 'old.json'], 'broken.json is no valid JSON, expected'],
  [['-o', 'empty', 'old.json', 'old.json'], 'cannot write to empty: EISDIR'],
])('%j is told, with exit code 2', (args, message) => {
  const cwd = directoryWith({ 'old.json': text(), 'template.json': '{"Resources": {}}', 'broken.json': '{', 'empty/x': '' });
  expect(diff(cwd, ...args)).toEqual({ code: 2, out: '', err: expect.stringContaining(`cdk-serverless-guard: ${message}`) });
});
