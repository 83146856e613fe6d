process.env.CDK_VALIDATION = 'false';
process.env.JSII_DEPRECATED = 'quiet';

import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as fc from 'fast-check';
import { directoryWith, OPEN_URL, run, TODAY } from './run-cli';
import { sampleApp } from '../report/html/sample-app';
import { generatedApp, PIECES, type GeneratedStack, type PieceName } from '../report/inventory/generated-app';
import { cycloneDxErrors, sarifErrors, schemaErrors } from '../report/schemas';

// CDK prints what its plugins say.
jest.spyOn(console, 'error').mockImplementation(() => undefined);

const FILES = ['compliance.csv', 'findings.sarif', 'inventory.json', 'inventory.schema.json', 'report.html', 'sbom.cdx.json', 'summary.md'];

function reportIn(cwd: string, args: readonly string[] = ['cdk.out']) {
  const ran = run(cwd, ['report', ...args]);
  const text = (name: string, folder = 'cdk.out/serverless-guard') => readFileSync(join(cwd, folder, name), 'utf8');
  return { ...ran, text };
}

describe('a cloud assembly', () => {
  let cwd = '';
  let written: Readonly<Record<string, string>> = {};
  beforeAll(() => {
    cwd = directoryWith({});
    const outdir = join(cwd, 'cdk.out');
    sampleApp(5, outdir).synth();
    written = Object.fromEntries(FILES.map(name => [name, readFileSync(join(outdir, 'serverless-guard', name), 'utf8')]));
  });

  test('gets the files that were written at synth', () => {
    const { code, out, err, text } = reportIn(cwd);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('SAS-4 Over-privileged functions');
    expect(out).toContain('report: cdk.out/serverless-guard/report.html');
    for (const name of ['inventory.json', 'inventory.schema.json', 'sbom.cdx.json', 'summary.md']) {
      // The command of the tests has a version of its own, and runs outside of the checkout.
      expect(text(name).replaceAll('"1.2.3"', '"0.0.0"').replace(/urn:uuid:[^"]*/, '').replaceAll(`${process.cwd()}/`, '')).toBe(written[name]?.replace(/urn:uuid:[^"]*/, ''));
    }
    expect(sarifErrors(text('findings.sarif'))).toEqual([]);
    expect(cycloneDxErrors(text('sbom.cdx.json'))).toEqual([]);
  });

  test('findings stand at the line of the app that made the resource, as at synth', () => {
    const places = (sarif: string) => (JSON.parse(sarif).runs[0].results as any[])
      .filter(({ locations: [{ physicalLocation: { artifactLocation } }] }) => artifactLocation.uri.endsWith('test/report/html/sample-app.ts'))
      .map(({ ruleId, locations: [{ physicalLocation: { region } }] }) => `${ruleId} ${region?.startLine}`);
    expect(places(reportIn(cwd).text('findings.sarif'))).toEqual(places(written['findings.sarif']!));
    expect(places(written['findings.sarif']!).length).toBeGreaterThan(50);
  });

  test('only what was asked for, and where', () => {
    expect(run(cwd, ['report', '--format', 'sarif,csv', '--format', 'html', '--output', 'reports', 'cdk.out']).code).toBe(0);
    expect(readdirSync(join(cwd, 'reports')).sort()).toEqual(['compliance.csv', 'findings.sarif', 'report.html']);
  });

  test.each([['never', 0], ['error', 1], ['warning', 1]])('--fail-on %s gives exit code %d', (failOn, code) => {
    expect(run(cwd, ['report', '--fail-on', failOn, '--format', 'markdown', '-o', 'failing', 'cdk.out']).code).toBe(code);
  });
});

/** By file and logical id, whatever the library thinks of it. */
function functionsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.template.json'))
    .flatMap(name => Object.entries<any>(JSON.parse(readFileSync(join(folder, name), 'utf8')).Resources ?? {})
      .filter(([, { Type }]) => /^AWS::(Lambda|Serverless)::(Web)?Function$/.test(Type))
      .map(([logicalId]) => `${basename(name)} ${logicalId}`))
    .sort();
}

describe('every function of an assembly is in the inventory', () => {
  const names = Object.keys(PIECES) as PieceName[];
  const check = (given: readonly GeneratedStack[], guarded: boolean) => {
    const cwd = directoryWith({});
    const outdir = join(cwd, 'cdk.out');
    generatedApp(given, outdir, guarded).synth();
    const { code, text } = reportIn(cwd);
    expect(code).toBe(0);
    const { functions } = JSON.parse(text('inventory.json')) as { functions: any[] };
    expect(functions.map(({ template, logicalId }) => `${template} ${logicalId}`).sort()).toEqual(functionsIn(outdir));
    expect(schemaErrors(join(outdir, 'serverless-guard', 'inventory.schema.json'))(text('inventory.json'))).toEqual([]);
    expect(cycloneDxErrors(text('sbom.cdx.json'))).toEqual([]);
  };

  test('every piece at once, nested and in a stage', () => {
    check([{ place: 'nested', pieces: names }, { place: 'stage', pieces: names }], true);
  });

  test('in generated apps', () => {
    const stacks = fc.array(fc.record({ place: fc.constantFrom('app', 'stage', 'nested'), pieces: fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }) }), { minLength: 1, maxLength: 3 });
    fc.assert(fc.property(stacks as fc.Arbitrary<GeneratedStack[]>, fc.boolean(), check), { seed: 11, numRuns: 2 });
  });
});

describe('bare templates', () => {
  const SAM = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs24.x, Handler: src/index.handler, CodeUri: ./orders, Events: {Order: {Type: Api, Properties: {Path: /orders, Method: post}}}}
  Stranger:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs24.x, Handler: index.handler, CodeUri: ../../..}
`;
  const LOCK = JSON.stringify({ lockfileVersion: 3, packages: { 'node_modules/left': { version: '1.2.3' } } });

  test('get the same files, in the working directory', () => {
    const cwd = directoryWith({ 'stacks/template.yaml': SAM, 'stacks/orders/package-lock.json': LOCK });
    const { code, text } = reportIn(cwd, [...TODAY, 'stacks']);
    expect(code).toBe(0);
    expect(readdirSync(join(cwd, 'serverless-guard')).sort()).toEqual(FILES);
    const bom = JSON.parse(text('sbom.cdx.json', 'serverless-guard'));
    expect(bom.components.filter(({ type }: any) => type === 'library').map(({ purl }: any) => purl)).toEqual(['pkg:npm/left@1.2.3']);
    expect(bom.components.find(({ type }: any) => type === 'file').properties).toEqual([{ name: 'cdk-serverless-guard:path', value: 'stacks/orders/package-lock.json' }]);
    const [finding] = JSON.parse(text('findings.sarif', 'serverless-guard')).runs[0].results;
    expect(finding.locations[0].physicalLocation.artifactLocation).toEqual({ uri: 'stacks/template.yaml', uriBaseId: '%SRCROOT%' });
  });

  test('paths are those of the checkout, wherever in it the command runs', () => {
    const cwd = directoryWith({ '.git/HEAD': '', 'infra/template.yaml': OPEN_URL });
    run(join(cwd, 'infra'), ['report', ...TODAY, 'template.yaml']);
    const { results: [result] } = JSON.parse(readFileSync(join(cwd, 'infra/serverless-guard/findings.sarif'), 'utf8')).runs[0];
    expect(result.locations[0].physicalLocation).toMatchObject({ artifactLocation: { uri: 'infra/template.yaml' }, region: { startLine: 7 } });
  });

  test('what was written before is no template', () => {
    const cwd = directoryWith({ 'template.yaml': OPEN_URL });
    run(cwd, ['report', ...TODAY, '.']);
    expect(run(cwd, ['report', ...TODAY, '.'])).toMatchObject({ code: 0, err: '' });
  });
});

describe('what cannot be reported on', () => {
  test.each([
    [[], 'nothing given to report on, expected cdk.out, files, directories or - for standard input; see "cdk-serverless-guard --help"'],
    [['--format', 'pdf', 'a.yaml'], '--format is \'pdf\', expected html, sarif, csv, markdown, sbom or inventory; see "cdk-serverless-guard --help"'],
    [['empty'], 'nothing to report on, expected a cloud assembly or templates; run "cdk synth" and report on cdk.out'],
    [['gone'], 'gone is not there: no such file or directory'],
    [['inventory.json'], 'inventory.json is an inventory: compare it with another one by "diff"'],
    [['-o', 'taken/here', 'template.yaml'], 'cannot write to taken/here: '],
  ])('%j', (args, message) => {
    const cwd = directoryWith({ 'template.yaml': OPEN_URL, 'inventory.json': '{"formatVersion": 1, "functions": []}', 'taken': '' });
    mkdirSync(join(cwd, 'empty'));
    const { code, err } = run(cwd, ['report', ...args]);
    expect([code, err]).toEqual([2, expect.stringContaining(`cdk-serverless-guard: ${message}`)]);
    expect(existsSync(join(cwd, 'serverless-guard'))).toBe(false);
  });

  test('one broken file: the others are reported on, and the exit code tells', () => {
    const cwd = directoryWith({ 'a.yaml': OPEN_URL, 'b.yaml': 'a: [' });
    const { code, err, text } = reportIn(cwd, ['a.yaml', 'b.yaml']);
    expect([code, err]).toEqual([2, expect.stringContaining('b.yaml')]);
    expect(JSON.parse(text('findings.sarif', 'serverless-guard')).runs[0].invocations[0].executionSuccessful).toBe(false);
    expect(text('summary.md', 'serverless-guard')).toMatch(/### Not judged: 1 file\n\n- `b\.yaml/);
  });
});
