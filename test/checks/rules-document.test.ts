import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesDocument } from '../../projenrc/rules-document';
import { RULES } from '../../src/checks/registry';

test('docs/rules.md is what the rules say: run `npm run docs:rules`', () => {
  expect(readFileSync(join(__dirname, '../../docs/rules.md'), 'utf8')).toBe(rulesDocument(RULES));
});
