process.env.CDK_VALIDATION = 'false';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsSolutionsChecks } from 'cdk-nag';
import { idsIn, TODAY } from './judge-template';
import { hardenedApp } from '../../examples/hardened-api/app';
import { ServerlessTop10StrictChecks } from '../../src';
import { RULES } from '../../src/checks/registry';
import type { ExampleTemplate, Rule } from '../../src/checks/rule';

/** False alarms, measured on a whole app: nothing where nothing is wrong, and where one thing is, that and nothing else. */

const folder = mkdtempSync(join(tmpdir(), 'hardened-api-'));
const app = hardenedApp(folder);
const clean = app.synth().stacks[0]?.template as ExampleTemplate;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the clean app has for the whole account, so that no flaw of this kind can be planted into it. */
const MET_BY_THE_APP: readonly string[] = ['SAS5-AlarmConcurrencyMissing', 'SAS8-BudgetMissing'];

test('nothing at all is found in the hardened example, neither by the strict pack nor by AwsSolutions', () => {
  const packs = [new ServerlessTop10StrictChecks(app, { today: TODAY }), new AwsSolutionsChecks(app)];
  expect(packs.flatMap(pack => pack.validateScope(app).violations)).toEqual([]);
  expect(idsIn(RULES.filter(({ tier }) => tier !== 'optional'), clean)).toEqual({});
});

test.each(RULES.map(rule => [rule.id, rule] as const))('%s, planted into it, is found, and nothing that it does not declare', (id, { example }: Rule) => {
  const declared = [example.findings, example.also ?? {}].flatMap(flat).sort();
  // An example is a few resources: what is found in the fixed one too is about what it leaves out.
  const inFixed = new Set(findings(plant(example.fixed)).map(idOf));
  const found = findings(plant(example.flagged)).filter(finding => declared.includes(finding) || !inFixed.has(idOf(finding)));
  expect(found).toEqual(MET_BY_THE_APP.includes(id) ? [] : declared);
});

function plant({ Resources, ...more }: ExampleTemplate): object {
  const collision = Object.keys(Resources).find(logicalId => Object.hasOwn(clean.Resources, logicalId));
  if (collision !== undefined) throw new Error(`the clean app has a resource '${collision}', too`);
  return { ...clean, ...more, Resources: { ...clean.Resources, ...Resources } };
}

const findings = (template: object) => flat(idsIn(RULES, template)).sort();

const idOf = (finding: string) => finding.slice(finding.indexOf(' ') + 1);

function flat(byResource: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(byResource).flatMap(([logicalId, ids]) => ids.map(id => `${logicalId} ${id}`));
}
