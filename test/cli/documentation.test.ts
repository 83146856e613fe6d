import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { directoryWith, run, TODAY } from './run-cli';
import { CHECK_HELP } from '../../cli/help';

const document = readFileSync(join(__dirname, '../../docs/check-command.md'), 'utf8');

test('the document and the help tell the same options', () => {
  const documented = [...document.matchAll(/^\| `(--[a-z-]+)`/gm)].map(([, option]) => option);
  const inHelp = [...CHECK_HELP.matchAll(/^ {2}.{4}(--[a-z-]+)/gm)].map(([, option]) => option);
  expect(documented.concat('--help').sort()).toEqual(inHelp.sort());
});

test('the acknowledgement in the document acknowledges', () => {
  const [template = ''] = [...document.matchAll(/```yaml\n(Resources:[^`]*)```/g)].map(([, text]) => text);
  const { code, out } = run(directoryWith({ 'template.yaml': template }), ['check', ...TODAY, 'template.yaml']);
  expect([code, out.includes('a public form, rate limited at the edge')]).toEqual([0, true]);
});
