process.env.CDK_VALIDATION = 'false';
process.env.JSII_DEPRECATED = 'quiet';

import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { HtmlRenderer, Parser } from 'commonmark';
import * as fc from 'fast-check';
import { readCsv } from './csv-reader';
import { hostileReport } from './html/hostile-report';
import { HOSTILE, hostileName } from './reports';
import { cycloneDxErrors, sarifErrors, schemaErrors } from './schemas';
import { AppModel } from '../../src/app-model/app-model';
import { readTemplate } from '../../src/app-model/read-template';
import { judgement, type JudgedFinding } from '../../src/checks/judge';
import { ruleParameters } from '../../src/checks/parameters';
import { RULES } from '../../src/checks/registry';
import { LEDGER_METADATA_KEY } from '../../src/contract/ledger';
import { appReport, type AppReport } from '../../src/report/app-report';
import { writeFiles } from '../../src/report/files';

/** Every file of the reports goes through here: whatever names and reasons a template holds, they are data. */

// CDK prints what its plugins say.
jest.spyOn(console, 'error').mockImplementation(() => undefined);

const PACKAGE_ROOT = join(__dirname, '../..');
const INVENTORY_SCHEMA = schemaErrors(join(PACKAGE_ROOT, 'src/report/inventory/inventory.schema.json'));

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(realpathSync(tmpdir()), 'hostile-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The files by their names. */
function filesOf(report: AppReport): Readonly<Record<string, string>> {
  const written = writeFiles(report, folder, { packageRoot: PACKAGE_ROOT });
  return Object.fromEntries(written.map(file => [basename(file), readFileSync(file, 'utf8')]));
}

/** What nothing that is written may do, whatever it is made of. */
function expectInert(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    // The page's own script and style are no names.
    const judged = name === 'report.html' ? /id="data">([\s\S]*?)<\/script>/.exec(text)![1]! : text.replaceAll('\r\n', '\n');
    expect([name, /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]|\p{Cs}/u.exec(judged)?.[0]]).toEqual([name, undefined]);
  }
  expect(/id="data">([^<]*)<\/script>\n<script>/.test(files['report.html']!)).toBe(true);
  expect(sarifErrors(files['findings.sarif']!)).toEqual([]);
  expect(cycloneDxErrors(files['sbom.cdx.json']!)).toEqual([]);
  expect(INVENTORY_SCHEMA(files['inventory.json']!)).toEqual([]);
  expectTable(files['compliance.csv']!);
  expectMarkdown(files['summary.md']!);
}

function expectTable(csv: string): void {
  const [header, ...rows] = readCsv(csv);
  for (const row of rows) {
    expect(row).toHaveLength(header!.length);
    expect(row.filter(cell => /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(cell))).toEqual([]);
  }
}

/** Cells are cut as GitHub cuts them; what is left may be code, our own links and breaks. */
function expectMarkdown(markdown: string): void {
  const rows = markdown.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| ---'));
  for (const row of rows) {
    const cells = row.slice(1, -1).split('|').map(cell => cell.trim());
    expect(cells).toHaveLength(4);
    const tags = cells.flatMap(cell => [...new HtmlRenderer().render(new Parser().parse(cell)).matchAll(/<(\w+)([^>]*)>/g)].map(([, tag, attributes]) => tag + attributes!));
    expect(tags.filter(tag => !/^(?:p|code|br)$|^a href="https:\/\/github\.com\/cdk-serverless-guard\//.test(tag))).toEqual([]);
  }
}

test('an app in which every free text is hostile', () => {
  expectInert(filesOf(hostileReport(join(folder, 'app'))));
});

interface Names {
  readonly logicalId: string;
  readonly role: string;
  readonly handler: string;
  readonly variable: string;
  readonly action: string;
  readonly resource: string;
  readonly reason: string;
  readonly measure: string;
  readonly path: string;
  readonly layer: string;
  readonly acknowledged: boolean;
}

/** A template in which somebody chose every name. */
function templateOf(names: Names): object {
  const allowed = { Effect: 'Allow', Action: [names.action, `s3:${names.action}`], Resource: [names.resource, { 'Fn::Join': ['', ['arn:aws:s3:::', { Ref: names.role }, names.resource]] }] };
  return {
    Resources: {
      [names.logicalId]: {
        Type: 'AWS::Lambda::Function',
        Metadata: { 'aws:cdk:path': names.path, [LEDGER_METADATA_KEY]: { version: 1, entries: [{ measure: names.measure, state: 'optedOut', reason: names.reason, expires: names.reason }] } },
        Properties: { Runtime: 'nodejs24.x', Handler: names.handler, Role: { 'Fn::GetAtt': [names.role, 'Arn'] }, Layers: [names.layer], Environment: { Variables: { [names.variable]: names.reason } } },
      },
      [names.role]: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: [names.resource], Policies: [{ PolicyName: names.action, PolicyDocument: { Statement: [allowed] } }] } },
      Url: { Type: 'AWS::Lambda::Url', Properties: { AuthType: 'NONE', TargetFunctionArn: { Ref: names.logicalId } } },
      Queue: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: names.logicalId }, EventSourceArn: names.resource } },
    },
  };
}

function reportOf(names: Names): AppReport {
  const model = AppModel.of([readTemplate(names.path, templateOf(names))]);
  const describe = ({ rule, id, severity, description, location, resource }: JudgedFinding) => ({
    rule,
    id,
    severity,
    message: description,
    location: { file: names.path, line: 1 },
    property: location,
    logicalId: resource.logicalId,
    resourceType: resource.type,
    constructPath: resource.constructPath,
    acknowledged: names.acknowledged ? { reason: names.reason, inFile: true } : undefined,
  });
  return appReport({
    model,
    describe,
    tool: { name: 'cdk-serverless-guard', version: '1.2.3' },
    today: '2026-06-01',
    templates: [{ file: names.path, resources: 4 }],
    judged: [{ rules: RULES, judgement: judgement(RULES, model, ruleParameters({ today: '2026-06-01' })), isTold: () => true }],
    problems: [{ file: names.path, message: names.reason }],
    notices: [],
    codeOf: () => [],
  });
}

const PLAIN: Names = {
  logicalId: 'Orders',
  role: 'Role',
  handler: 'index.handler',
  variable: 'TABLE',
  action: 's3:*',
  resource: '*',
  reason: 'meant',
  measure: 'scoped-role',
  path: 'Shop/Orders',
  layer: 'arn:aws:lambda:eu-west-1:111122223333:layer:x:1',
  acknowledged: false,
};

const PLACES = ['logicalId', 'role', 'handler', 'variable', 'action', 'resource', 'reason', 'measure', 'path', 'layer'] as const satisfies ReadonlyArray<keyof Names>;

test.each([0, 3, 7])('every hostile name, in some place: shifted by %d', shift => {
  for (let first = 0; first < HOSTILE.length; first += PLACES.length) {
    const names = PLACES.map((place, at) => [place, HOSTILE[(first + at) % HOSTILE.length]] as const);
    const shifted = names.map(([, name], at) => [PLACES[(at + shift) % PLACES.length], name] as const);
    expectInert(filesOf(reportOf({ ...PLAIN, ...Object.fromEntries(shifted) })));
  }
});

test('templates in which everything has another name', () => {
  const names = fc.record({
    logicalId: hostileName,
    role: hostileName,
    handler: hostileName,
    variable: hostileName,
    action: hostileName,
    resource: hostileName,
    reason: hostileName,
    measure: hostileName,
    path: hostileName,
    layer: hostileName,
    acknowledged: fc.boolean(),
  });
  fc.assert(fc.property(names, given => expectInert(filesOf(reportOf(given)))), { seed: 20261129, numRuns: 15 });
});
