import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { DECIDED_BY_OPTIONS, INTEG_APPS, ORDER_API, type AcceptedFindings } from './accepted-findings';
import { orderApp } from '../../examples/order-api/app';
import type { IntegApp } from '../../integ/apps/integ-app';
import { ServerlessGuard, ServerlessTop10Checks } from '../../src';

const APPS = join(__dirname, '..', '..', 'integ', 'apps');
const names = readdirSync(APPS).filter(name => /^integ\..*\.ts$/.test(name));
const folder = mkdtempSync(join(tmpdir(), 'serverless-guard-apps-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
// Deprecations and findings are printed; the findings are what is looked at here.
beforeAll(() => {
  process.env.JSII_DEPRECATED = 'quiet';
  for (const method of ['log', 'error', 'warn'] as const) jest.spyOn(console, method).mockImplementation();
});

interface Finding {
  readonly rule: string;
  readonly severity: string;
  readonly path: string;
}

/** What both packs find in an app that has been synthesised. */
function findingsOf(app: App): Finding[] {
  return [new AwsSolutionsChecks(app), new ServerlessTop10Checks(app, { today: '2026-06-01' })].flatMap(pack => pack.validateScope(app).violations).flatMap(violation =>
    violation.violatingResources.map(({ constructPath = '' }) => ({ rule: violation.ruleName, severity: String(violation.severity), path: constructPath })));
}

/** What CloudFormation's own validator says, which newer versions of CDK run over the templates at synthesis. */
function validatorFindings(name: string): string[] {
  const file = join(folder, name, 'validation-report.json');
  if (!existsSync(file)) return [];
  const { pluginReports } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  return pluginReports.filter(({ pluginName }) => pluginName === 'CloudFormation Validate').flatMap(({ violations }) =>
    violations.map(({ ruleName, description, violatingConstructs }) => `${ruleName} ${description} at ${violatingConstructs?.map(({ constructPath }) => constructPath).join()}`));
}

interface Violation {
  readonly ruleName: string;
  readonly description: string;
  readonly violatingConstructs?: ReadonlyArray<{ readonly constructPath: string }>;
}

interface Report {
  readonly pluginReports: ReadonlyArray<{ readonly pluginName: string; readonly violations: readonly Violation[] }>;
}

/** What the guard made, as the guard decided it. */
function isMadeByGuard({ path, rule }: Finding): boolean {
  return !Object.hasOwn(DECIDED_BY_OPTIONS, rule) && /\/(?:ServerlessGuard|ServerlessGuardLayer|LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a)\//.test(path);
}

function integApp(name: string): App {
  const { create } = require(join(APPS, name)) as IntegApp; // eslint-disable-line @typescript-eslint/no-require-imports
  const app = create({ outdir: join(folder, name) });
  app.synth();
  return app;
}

function protectedOrderApi(): App {
  const app = orderApp(join(folder, 'order-api'));
  ServerlessGuard.protect(app);
  app.synth();
  return app;
}

const findings = new Map<string, Finding[]>();
beforeAll(() => {
  for (const name of names) findings.set(name, findingsOf(integApp(name)));
  findings.set('order-api', findingsOf(protectedOrderApi()));
}, 300_000);

test.each([...names, 'order-api'])('nothing is found on what the guard makes in %s, but for what is told about CDK\'s own', name => {
  expect(findings.get(name)?.filter(isMadeByGuard).filter(({ severity }) => severity !== 'info')).toEqual([]);
});

test.each<[string, AcceptedFindings, string[]]>([
  ['the integ apps', INTEG_APPS, names],
  ['the example', ORDER_API, ['order-api']],
])('what is found on the own resources of %s has a reason, and every reason is needed', (_, accepted, apps) => {
  const found = apps.flatMap(name => findings.get(name) ?? []).filter(finding => finding.severity !== 'info' && !isMadeByGuard(finding));
  const rules = new Set(found.map(({ rule }) => rule.replace(/\[.*/, '')));
  expect([...rules].sort()).toEqual(Object.keys(accepted).sort());
});

test.each([...names, 'order-api'])('CloudFormation\'s validator finds nothing in %s, where CDK has one', name => {
  expect(validatorFindings(name)).toEqual([]);
});
