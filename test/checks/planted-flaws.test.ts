process.env.CDK_VALIDATION = 'false';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsSolutionsChecks } from 'cdk-nag';
import { idsIn, TODAY } from './judge-template';
import { hardenedApp } from '../../examples/hardened-api/app';
import { ChecksTier, ServerlessTop10Checks } from '../../src';
import { RULES } from '../../src/checks/registry';
import type { ExampleTemplate, Rule } from '../../src/checks/rule';

/** False alarms, measured on a whole app: nothing where nothing is wrong, and where one thing is, that and nothing else. */

const folder = mkdtempSync(join(tmpdir(), 'hardened-api-'));
const app = hardenedApp(folder);
const clean = app.synth().stacks[0]?.template as ExampleTemplate;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the clean app has for the whole account, so that no flaw of this kind can be planted into it. */
const MET_BY_THE_APP: readonly string[] = ['SAS5-AlarmConcurrencyMissing'];

test('nothing at all is found in the hardened example, by no tier and not by AwsSolutions', () => {
  const packs = [new ServerlessTop10Checks(app, { tier: ChecksTier.OPTIONAL, today: TODAY }), new AwsSolutionsChecks(app)];
  expect(packs.flatMap(pack => pack.validateScope(app).violations)).toEqual([]);
  expect(idsIn(RULES, clean)).toEqual({});
});

test.each(RULES.map(rule => [rule.id, rule] as const))('%s, planted into it, is found, and nothing that it does not declare', (id, { example }: Rule) => {
  const fixed = new Set(findings(plant(example.fixed)));
  const found = findings(plant(example.flagged)).filter(finding => !fixed.has(finding));
  const declared = [example.findings, example.also ?? {}].flatMap(flat).sort();
  expect(found).toEqual(MET_BY_THE_APP.includes(id) ? [] : declared);
});

function plant({ Resources, ...more }: ExampleTemplate): object {
  const collision = Object.keys(Resources).find(logicalId => Object.hasOwn(clean.Resources, logicalId));
  if (collision !== undefined) throw new Error(`the clean app has a resource '${collision}', too`);
  return { ...clean, ...more, Resources: { ...clean.Resources, ...Resources } };
}

const findings = (template: object) => flat(idsIn(RULES, template)).sort();

function flat(byResource: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(byResource).flatMap(([logicalId, ids]) => ids.map(id => `${logicalId} ${id}`));
}
