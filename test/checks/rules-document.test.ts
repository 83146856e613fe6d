import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { ALSO_CHECKED_BY } from '../../projenrc/also-checked-by';
import { rulesDocument } from '../../projenrc/rules-document';
import { RULES } from '../../src/checks/registry';

test('docs/rules.md is what the rules say: run `npm run docs:rules`', () => {
  expect(readFileSync(join(__dirname, '../../docs/rules.md'), 'utf8')).toBe(rulesDocument(RULES));
});

test('what other tools check is said of rules that there are', () => {
  const ids = RULES.map(({ id }) => id);
  expect(Object.keys(ALSO_CHECKED_BY).filter(id => !ids.includes(id))).toEqual([]);
});

test.each([['AwsSolutions', AwsSolutionsChecks], ['Serverless', ServerlessChecks]])('cdk-nag has the rules of %s that are named', (name, pack) => {
  const prefix = `${name}-`;
  const named = Object.values(ALSO_CHECKED_BY).flatMap(({ cdkNag = [] }) => cdkNag)
    .filter(rule => rule.startsWith(prefix)).map(rule => rule.slice(prefix.length));
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(rule => !new RegExp(`\\b${rule}\\b`).test(String(pack)))).toEqual([]);
});
