process.env.CDK_VALIDATION = 'false';
process.env.JSII_DEPRECATED = 'quiet';

import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations, type IPolicyValidationContext } from 'aws-cdk-lib';
import { readCsv } from './csv-reader';
import { sampleApp } from './html/sample-app';
import { cycloneDxErrors, sarifErrors, schemaErrors } from './schemas';
import { ChecksFailOn, ServerlessTop10Checks } from '../../src';
import { RULES } from '../../src/checks/registry';
import { reportApp } from '../../src/report/app/report-app';

// CDK prints what its plugins say.
jest.spyOn(console, 'error').mockImplementation(() => undefined);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'files-'));
  sampleApp(5, join(folder, 'one')).synth();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (name: string, app = 'one') => readFileSync(join(folder, app, 'serverless-guard', name), 'utf8');

test('the files that are written, and nothing else', () => {
  expect(readdirSync(join(folder, 'one', 'serverless-guard')).sort()).toEqual([
    'compliance.csv', 'findings.sarif', 'inventory.json', 'inventory.schema.json', 'report.html', 'sbom.cdx.json', 'summary.md',
  ]);
});

test('two synths of the same app give the same bytes', () => {
  sampleApp(5, join(folder, 'two')).synth();
  for (const name of readdirSync(join(folder, 'one', 'serverless-guard'))) expect([name, fileOf(name, 'two') === fileOf(name)]).toEqual([name, true]);
});

test('what has a schema fits it', () => {
  expect(sarifErrors(fileOf('findings.sarif'))).toEqual([]);
  expect(cycloneDxErrors(fileOf('sbom.cdx.json'))).toEqual([]);
  expect(schemaErrors(join(folder, 'one', 'serverless-guard', 'inventory.schema.json'))(fileOf('inventory.json'))).toEqual([]);
});

describe('findings.sarif', () => {
  const results = () => JSON.parse(fileOf('findings.sarif')).runs[0].results as any[];

  test('places are lines of the app, from the root of the project', () => {
    const places = results().map(({ locations: [{ physicalLocation }] }) => `${physicalLocation.artifactLocation.uri}:${physicalLocation.region?.startLine}`);
    expect(places.filter(place => /^test\/report\/html\/sample-app\.ts:\d+$/.test(place)).length).toBeGreaterThan(50);
    expect(places.filter(place => place.startsWith('file:'))).toEqual([]);
  });

  test('what was acknowledged is suppressed, with its reason', () => {
    const suppressed = results().filter(({ suppressions }) => suppressions.length > 0);
    expect(suppressed.map(({ ruleId, suppressions: [{ justification }] }) => [ruleId, justification])).toEqual([
      ['SAS2-FunctionUrlNoAuth', 'the search is public, and reads nothing that is not (expires 2027-01-31)'],
    ]);
  });

  test('no two results are taken for one', () => {
    const prints = results().map(({ ruleId, partialFingerprints }) => `${ruleId} ${Object.values(partialFingerprints).join()}`);
    expect(new Set(prints).size).toBe(prints.length);
  });
});

describe('compliance.csv', () => {
  const rows = () => readCsv(fileOf('compliance.csv')).slice(1);

  test('has every finding of the report, and passes beside them', () => {
    const found = rows().filter(row => row[7] !== '').map(row => `${row[7]} ${row[9]}`);
    const results = JSON.parse(fileOf('findings.sarif')).runs[0].results as any[];
    for (const { properties, locations: [{ logicalLocations: [{ name }] }] } of results) expect(found).toContain(`${properties.id} ${name}`);
    expect(rows().filter(row => row[6] === 'pass').length).toBeGreaterThan(200);
  });

  test('every function has a row for every rule about functions', () => {
    const ids = RULES.filter(({ tier, resourceTypes }) => tier === 'core' && resourceTypes.includes('AWS::Lambda::Function')).map(({ id }) => id);
    const functions = JSON.parse(fileOf('inventory.json')).functions as any[];
    const judged = new Set(rows().map(row => `${row[1]} ${row[9]}`));
    for (const { logicalId } of functions) expect(ids.filter(id => !judged.has(`${id} ${logicalId}`))).toEqual([]);
  });
});

describe('summary.md', () => {
  test('has the worst weakness first, findings with their fix, and the other files', () => {
    const text = fileOf('summary.md');
    expect(text).toMatch(/^## Serverless Guard: 5 functions, 3 with a guard that blocks\n/);
    const errors = [...text.matchAll(/^\| SAS-\d+ [^|]+\| (\d+) \|/gm)].map(([, count]) => Number(count));
    expect(errors).toEqual([...errors].sort((a, b) => b - a));
    expect(text).toContain('| error | [SAS4-WildcardAction](https://github.com/cdk-serverless-guard/cdk-serverless-guard/blob/main/docs/rules.md#sas4-wildcardaction) |');
    expect(text).toContain('bucket.grantRead(fn);');
    for (const name of ['report.html', 'findings.sarif', 'compliance.csv', 'sbom.cdx.json']) expect(text).toContain(`\`${name}\``);
    expect(text.length).toBeLessThan(60_000);
  });
});

describe('the packs of the app', () => {
  const appWith = (add: (app: App) => void) => {
    const outdir = mkdtempSync(join(folder, 'app-'));
    const app = sampleApp(5, outdir);
    add(app);
    app.synth();
    return { app, report: () => reportApp(app, outdir).report };
  };

  test.each([
    [{ minLogRetentionDays: 3000 }, 'SAS5-LogRetentionTooShort'],
    [{ permissionsBoundary: 'DeveloperBoundary' }, 'SAS4-PermissionsBoundaryMissing'],
    [{ runtimeDeprecations: { 'nodejs24.x': '2020-01-31' } }, 'SAS6-RuntimeDeprecated'],
  ])('the report knows their options: %j', (props, id) => {
    const { report } = appWith(app => Validations.of(app).addPlugins(new ServerlessTop10Checks(app, { ...props, failOn: ChecksFailOn.NEVER })));
    const byDefault = (JSON.parse(fileOf('findings.sarif')).runs[0].results as any[]).filter(({ ruleId }) => ruleId === id);
    expect(report().findings.filter(({ rule }) => rule.id === id).length).toBeGreaterThan(byDefault.length);
  });

  test('the day is theirs', () => {
    expect(appWith(app => Validations.of(app).addPlugins(new ServerlessTop10Checks(app, { today: '2031-01-31', failOn: ChecksFailOn.NEVER }))).report().today).toBe('2031-01-31');
  });

  test('a rule is asked once, by the reports and by the pack together', () => {
    const asked = jest.spyOn(RULES.find(({ id }) => id === 'SAS2-FunctionUrlNoAuth')!, 'check');
    const { app } = appWith(() => undefined);
    const [plugin] = app._validationPlugins;
    expect(plugin!.validate({} as IPolicyValidationContext)).toMatchObject({ violations: expect.arrayContaining([expect.anything()]) });
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
  });

  test('templates that were written anew are judged anew', () => {
    const outdir = mkdtempSync(join(folder, 'app-'));
    const app = sampleApp(5, outdir);
    app.synth();
    const before = reportApp(app, outdir).report.findings.length;
    for (const fn of app.node.findAll().filter(({ node }) => node.id === 'FunctionUrl')) fn.node.scope!.node.tryRemoveChild('FunctionUrl');
    app.synth({ force: true });
    expect(reportApp(app, outdir).report.findings.length).toBeLessThan(before);
  });
});
