import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type AppProps, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as fc from 'fast-check';
import { directoryWith, findingsIn, run } from './run-cli';
import { ServerlessTop10Checks } from '../../src';

const DAY = '2026-06-01';
const ACKNOWLEDGED = { id: 'ServerlessTop10::SAS2-FunctionUrlNoAuth', reason: 'a public form' };

function openFunction(scope: Stack, id: string): lambda.FunctionUrl {
  const fn = new lambda.Function(scope, id, { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = 1') });
  return fn.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE });
}

/** Two stacks, a nested one and one in a stage. */
function synthesised(props: AppProps = {}) {
  const outdir = join(directoryWith({}), 'cdk.out');
  const app = new App({ outdir, ...props });
  const orders = new Stack(app, 'Orders', { env: { account: '111122223333', region: 'eu-west-1' } });
  const nested = new NestedStack(orders, 'Nested');
  const production = new Stack(new Stage(app, 'Prod'), 'Orders');
  Validations.of(openFunction(orders, 'Acknowledged')).acknowledge(ACKNOWLEDGED);
  openFunction(orders, 'Open');
  Validations.of(openFunction(nested, 'Acknowledged')).acknowledge(ACKNOWLEDGED);
  openFunction(nested, 'Open');
  openFunction(production, 'Whole');
  Validations.of(production).acknowledge(ACKNOWLEDGED);
  app.synth();
  return { app, outdir, cwd: join(outdir, '..') };
}

const place = (id: string, logicalId: string | undefined, path: string | undefined) => `${id.trim()} ${logicalId} ${path}`;

test('every stack of an assembly is judged as at synth', () => {
  const { app, cwd } = synthesised();
  const atSynth = new ServerlessTop10Checks(app, { today: DAY }).validateScope(app).violations
    .flatMap(({ ruleName, violatingResources }) => violatingResources
      .map(({ resourceLogicalId, constructPath }) => place(ruleName, resourceLogicalId, constructPath)));
  const checked = findingsIn(cwd, ['cdk.out']).map(({ id, logicalId, constructPath }) => place(id, logicalId, constructPath));
  expect(checked.sort()).toEqual(atSynth.sort());
  expect(checked.length).toBeGreaterThan(20);
});

test.each([false, true])('what was acknowledged in the app is acknowledged here: path metadata %s', pathMetadata => {
  const { cwd } = synthesised({ context: { 'aws:cdk:enable-path-metadata': pathMetadata } });
  const urls = findingsIn(cwd, ['cdk.out']).filter(({ id }) => id === 'SAS2-FunctionUrlNoAuth');
  expect(urls.map(({ constructPath, acknowledged }) => [constructPath, acknowledged]).sort()).toEqual([
    ['Orders/Acknowledged/FunctionUrl/Resource', { reason: 'a public form', inFile: false }],
    ['Orders/Nested/Acknowledged/FunctionUrl/Resource', { reason: 'a public form', inFile: false }],
    ['Orders/Nested/Open/FunctionUrl/Resource', undefined],
    ['Orders/Open/FunctionUrl/Resource', undefined],
    ['Prod/Orders/Whole/FunctionUrl/Resource', { reason: 'a public form', inFile: false }],
  ]);
});

test('findings stand in the files of the assembly, at their line', () => {
  const { cwd } = synthesised();
  const urls = findingsIn(cwd, ['cdk.out']).filter(({ id }) => id === 'SAS2-FunctionUrlNoAuth');
  expect(new Set(urls.map(({ file }) => file.replace(/[A-F0-9]{8}/g, '')))).toEqual(new Set([
    'cdk.out/Orders.template.json',
    'cdk.out/OrdersNested.nested.template.json',
    'cdk.out/assembly-Prod/ProdOrders.template.json',
  ]));
  for (const { file, line = 0 } of urls) expect(readFileSync(join(cwd, file), 'utf8').split('\n')[line - 1]).toContain('"AuthType": "NONE"');
});

test('an assembly in a directory that is given is read as one', () => {
  const { cwd } = synthesised();
  expect(findingsIn(cwd, ['.']).length).toBe(findingsIn(cwd, ['cdk.out']).length);
});

test('a manifest that names files outside its directory is not followed', () => {
  const manifest = {
    version: '53.0.0',
    artifacts: {
      Stack: { type: 'aws:cloudformation:stack', properties: { templateFile: '../secret.json' } },
      Stage: { type: 'cdk:cloud-assembly', properties: { directoryName: '..' } },
      Own: { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } },
      Odd: { type: 'aws:cloudformation:stack', properties: { templateFile: 7 } },
      Null: null,
    },
  };
  const cwd = directoryWith({ 'secret.json': '{"Resources": {"A": {"Type": "AWS::SNS::Topic"}}}', 'cdk.out/manifest.json': JSON.stringify(manifest) });
  expect(run(cwd, ['check', 'cdk.out'])).toEqual({ code: 2, out: '', err: 'cdk-serverless-guard: cdk.out holds no CloudFormation or SAM template\n' });
});

test('a stack whose template is gone is told', () => {
  const manifest = { version: '53.0.0', artifacts: { Stack: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Gone.template.json' } } } };
  const { code, err } = run(directoryWith({ 'cdk.out/manifest.json': JSON.stringify(manifest) }), ['check', 'cdk.out']);
  expect([code, err]).toEqual([2, 'cdk-serverless-guard: cdk.out/Gone.template.json is not there: no such file or directory\n']);
});

test('acknowledgements that were written one by one hold', () => {
  const manifest = {
    version: '53.0.0',
    artifacts: {
      Stack: {
        type: 'aws:cloudformation:stack',
        displayName: 'Stack',
        environment: { toString: 1 },
        properties: { templateFile: 'Stack.template.json' },
        metadata: {
          '/Stack/Url': [
            { type: 'aws:cdk:logicalId', data: 'OrdersUrl' },
            { type: 'aws:cdk:acknowledged-rules', data: { 'ServerlessTop10::SAS2-FunctionUrlNoAuth': 'a public form' } },
            { type: 'aws:cdk:acknowledged-rules', data: { 'ServerlessTop10::SAS8-UrlUnthrottled': 'a public form' } },
          ],
        },
      },
    },
  };
  const template = { Resources: { OrdersUrl: { Type: 'AWS::Lambda::Url', Properties: { AuthType: 'NONE', TargetFunctionArn: 'orders' } } } };
  const cwd = directoryWith({ 'cdk.out/manifest.json': JSON.stringify(manifest), 'cdk.out/Stack.template.json': JSON.stringify(template) });
  expect(findingsIn(cwd, ['cdk.out']).filter(({ id }) => id === 'SAS2-FunctionUrlNoAuth')).toMatchObject([{ acknowledged: { reason: 'a public form' } }]);
});

test('any manifest gives a verdict or a reason', () => {
  const cwd = directoryWith({ 'cdk.out/Stack.template.json': '{"Resources": {"A": {"Type": "AWS::SNS::Topic"}}}' });
  const texts = ['.', '..', '', 'Stack.template.json', 'aws:cloudformation:stack', 'cdk:cloud-assembly', 'cdk:asset-manifest'];
  const value = fc.oneof(fc.constantFrom<unknown>(...texts, null, 7, [], { toString: 1 }), fc.jsonValue({ maxDepth: 2 }));
  const properties = fc.record({ templateFile: value, directoryName: value, file: value });
  const metadata = fc.dictionary(fc.string(), value);
  const artifact = fc.record({ type: value, environment: value, displayName: value, metadata, additionalMetadataFile: value, properties });
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.oneof(artifact, value)), artifacts => {
    writeFileSync(join(cwd, 'cdk.out/manifest.json'), JSON.stringify({ version: '53.0.0', artifacts }));
    const { code, err } = run(cwd, ['check', 'cdk.out']);
    expect([0, 1, 2]).toContain(code);
    expect(err).not.toContain('this is a bug');
  }), { seed: 20260501, numRuns: 500 });
});
