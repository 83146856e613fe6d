process.env.CDK_VALIDATION = 'false';
process.env.JSII_DEPRECATED = 'quiet';

import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { hostileReport } from './hostile-report';
import { sampleApp } from './sample-app';
import { ChecksFailOn, ServerlessGuard, ServerlessTop10Checks, ServerlessWeakness } from '../../../src';
import { reportApp } from '../../../src/report/app/report-app';
import { toHtml } from '../../../src/report/html/page';
import { pageData } from '../../../src/report/html/page-data';
import { summaryTable } from '../../../src/report/summary-table';
import { plain } from '../inventory/generated-app';

// CDK prints what its plugins say.
jest.spyOn(console, 'error').mockImplementation(() => undefined);

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(realpathSync(tmpdir()), 'reports-')); });
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  // On the oldest CDK a finding of another plugin sets it.
  process.exitCode = undefined;
});

const PACKAGE_ROOT = join(__dirname, '../../..');
const reportsOf = (outdir: string) => join(outdir, 'serverless-guard');
const readInventory = (outdir: string) => JSON.parse(readFileSync(join(reportsOf(outdir), 'inventory.json'), 'utf8'));

describe('files in the cloud assembly', () => {
  test('they are written, and again where older ones lie', () => {
    for (const size of [1, 2]) {
      sampleApp(size, folder).synth();
      expect(readInventory(folder).functions.filter(({ cdkManaged }: any) => !cdkManaged)).toHaveLength(size);
    }
    expect(readFileSync(join(reportsOf(folder), 'report.html'), 'utf8')).toMatch(/^<!doctype html>/);
  });

  test('the same app gives the same inventory', () => {
    const texts = ['one', 'two'].map(name => {
      sampleApp(5, join(folder, name)).synth();
      return readFileSync(join(reportsOf(join(folder, name)), 'inventory.json'), 'utf8');
    });
    expect(texts[0]).toBe(texts[1]);
  });

  test('the inventory fits its schema, which lies beside it', () => {
    sampleApp(5, folder).synth();
    const validate = new Ajv().compile(JSON.parse(readFileSync(join(reportsOf(folder), 'inventory.schema.json'), 'utf8')));
    validate(readInventory(folder));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('an app without a folder of its own, as in unit tests, gets none', () => {
    const app = new App();
    ServerlessGuard.protect(app);
    plain(new Stack(app, 'Shop'), 'Orders');
    const { directory } = app.synth();
    expect(dirname(directory)).toBe(realpathSync(tmpdir()));
    expect(existsSync(reportsOf(directory))).toBe(false);
  });

  test('the context switches them off', () => {
    const app = new App({ outdir: folder, context: { 'cdk-serverless-guard:reports': 'off' } });
    ServerlessGuard.protect(app);
    plain(new Stack(app, 'Shop'), 'Orders');
    app.synth();
    expect(existsSync(reportsOf(folder))).toBe(false);
  });

  test('a context that says something else is told at once', () => {
    expect(() => ServerlessGuard.protect(new App({ context: { 'cdk-serverless-guard:reports': 'none' } })))
      .toThrow('bad context \'cdk-serverless-guard:reports\', got "none", expected one of on, quiet, off');
  });
});

describe('what the reports tell', () => {
  const report = () => {
    const app = sampleApp(5, folder);
    app.synth();
    return reportApp(app, folder);
  };

  test('the table has the worst weakness first and ends with the report\'s place', () => {
    const lines = summaryTable(report(), 'cdk.out/report.html').split('\n');
    const errors = lines.flatMap(line => / (\d+) +\d+ +\d+$/.exec(line)?.[1] ?? []).map(Number);
    expect(errors.length).toBeGreaterThan(3);
    expect(errors).toEqual([...errors].sort((a, b) => b - a));
    expect(lines.at(-2)).toBe('  report: cdk.out/report.html');
  });

  test('what was accepted has its reason and end, and counts no longer', () => {
    const { accepted, findings } = pageData(report());
    expect(accepted).toContainEqual({
      kind: 'finding', what: 'SAS2-FunctionUrlNoAuth', place: 'Shop/Search/FunctionUrl/Resource', reason: 'the search is public, and reads nothing that is not', expires: '2027-01-31',
    });
    expect(accepted).toContainEqual({ kind: 'measure', what: 'guard-layer', place: 'Shop/Thumbnails', reason: 'written in Python', expires: '2027-06-30' });
    expect(accepted).toContainEqual({ kind: 'exemption', what: 'ssrf', place: 'Shop/Payments', reason: 'calls the hook that the shop configured', expires: '2027-03-31' });
    expect(findings.map(({ id }) => id)).not.toContain('SAS2-FunctionUrlNoAuth');
  });

  test('a finding leads to the line of the app that made the resource', () => {
    const sources = pageData(report()).findings.map(({ source }) => source);
    expect(sources.filter(source => /^test\/report\/html\/sample-app\.ts:\d+$/.test(source)).length).toBeGreaterThan(20);
  });

  test('the rules are those of the packs that the app has', () => {
    const idsWith = (add: (app: App) => void) => {
      const app = sampleApp(5, mkdtempSync(join(folder, 'app-')));
      add(app);
      app.synth();
      return new Set(reportApp(app, folder).report.findings.map(({ rule }) => rule.weakness));
    };
    expect(idsWith(() => undefined).size).toBeGreaterThan(5);
    expect([...idsWith(app => Validations.of(app).addPlugins(new ServerlessTop10Checks(app, { weaknesses: [ServerlessWeakness.SAS_4], failOn: ChecksFailOn.NEVER })))]).toEqual(['SAS-4']);
  });

  test('a finding knows the functions that it reaches, and they know it', () => {
    const { findings, functions } = pageData(report());
    findings.forEach((finding, index) => finding.functions.forEach(at => {
      expect(functions[at]!.protection.some(protection => protection.findings.includes(index))).toBe(true);
    }));
    expect(findings.filter(({ functions: reached }) => reached.length > 0).length).toBeGreaterThan(20);
  });
});

describe('the page', () => {
  const page = () => toHtml(hostileReport(folder), PACKAGE_ROOT);

  test('its policy allows the one script and the one style in it, and nothing else', () => {
    const html = page();
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(html)!;
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const [, style] = /<style>([\s\S]*?)<\/style>/.exec(html)!;
    const [, script] = /<script>([\s\S]*?)<\/script>/.exec(html)!;
    expect(policy).toBe(`default-src 'none'; script-src ${hash(script!)}; style-src ${hash(style!)}; base-uri 'none'; form-action 'none'`);
  });

  test('no text of a template ends the data or begins an element', () => {
    const [, data] = /id="data">([\s\S]*?)<\/script>\n<script>/.exec(page())!;
    expect(data).not.toContain('<');
    expect(data).toContain('\\u003c/script');
    expect(data).not.toMatch(/[\u202e\u2066\u0000-\u001f]/);
    expect(JSON.parse(data!).functions[0].name).toContain('</script><img src=x onerror=');
  });
});
