import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { directoryWith, run, TODAY } from './run-cli';
import { CHECK_HELP, DIFF_HELP, REPORT_HELP } from '../../cli/help';
import { filesOf } from '../../src/report/files';

const read = (name: string) => readFileSync(join(__dirname, '../../docs', name), 'utf8');
const document = read('check-command.md');
const reports = read('reports.md');

const documentedIn = (text: string) => [...text.matchAll(/^\| `(--[a-z-]+)`/gm)].map(([, option]) => option);
const toldBy = (help: string) => [...help.matchAll(/^ {2}.{4}(--[a-z-]+)/gm)].map(([, option]) => option);
const section = (title: string) => reports.split(/^## /m).find(text => text.startsWith(`${title}\n`)) ?? '';

test('the document and the help of check tell the same options', () => {
  expect(documentedIn(document).concat('--help').sort()).toEqual(toldBy(CHECK_HELP).sort());
});

test('the document and the help of report tell the same options; those for rules are those of check', () => {
  const own = ['--format', '--output', '--category', '--fail-on'];
  expect(documentedIn(section('report'))).toEqual(own);
  const forRules = toldBy(CHECK_HELP).filter(option => ![...own, '--weakness'].includes(option!));
  expect(toldBy(REPORT_HELP).sort()).toEqual([...own, ...forRules].sort());
});

test('the document and the help of diff tell the same options', () => {
  expect(documentedIn(section('diff')).concat('--help').sort()).toEqual(toldBy(DIFF_HELP).sort());
});

test('the document tells every file', () => {
  expect([...reports.matchAll(/^\| `([a-z.]+)` \|/gm)].map(([, file]) => file).filter(file => file!.includes('.'))).toEqual(filesOf());
});

test('the acknowledgement in the document acknowledges', () => {
  const [template = ''] = [...document.matchAll(/```yaml\n(Resources:[^`]*)```/g)].map(([, text]) => text);
  const { code, out } = run(directoryWith({ 'template.yaml': template }), ['check', ...TODAY, 'template.yaml']);
  expect([code, out.includes('a public form, rate limited at the edge')]).toEqual([0, true]);
});
