process.env.CDK_VALIDATION = 'false';
process.env.JSII_DEPRECATED = 'quiet';

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { reportApp } from '../../../src/report/app/report-app';
import { toBillOfMaterials } from '../../../src/report/software/bill-of-materials';
import { cycloneDxErrors } from '../schemas';

// CDK prints what its plugins say.
jest.spyOn(console, 'error').mockImplementation(() => undefined);

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(realpathSync(tmpdir()), 'bom-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A folder with code. */
function source(files: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(folder, 'code-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

const LOCK = JSON.stringify({ lockfileVersion: 3, packages: { 'node_modules/@scope/left': { version: '1.2.3', integrity: `sha512-${Buffer.alloc(64).toString('base64')}` } } });

const functionOf = (stack: Stack, id: string, path: string, handler = 'index.handler') => (
  new lambda.Function(stack, id, { runtime: lambda.Runtime.NODEJS_24_X, handler, code: lambda.Code.fromAsset(path) }));

function bomOf(build: (stack: Stack) => void, outdir = mkdtempSync(join(folder, 'out-'))) {
  const app = new App({ outdir, analyticsReporting: false });
  build(new Stack(app, 'Shop', { env: { account: '111122223333', region: 'eu-west-1' } }));
  app.synth();
  const text = toBillOfMaterials(reportApp(app, outdir));
  expect(cycloneDxErrors(text)).toEqual([]);
  return { text, bom: JSON.parse(text) };
}

const dependsOn = (bom: any, pattern: RegExp) => bom.dependencies.find(({ ref }: any) => pattern.test(ref))?.dependsOn;

test('functions depend on lock files, and those on libraries with their digests', () => {
  const path = source({ 'index.js': '', 'package-lock.json': LOCK });
  const { bom } = bomOf(stack => ['One', 'Two'].forEach(id => functionOf(stack, id, path)));
  const library = bom.components.find(({ type }: any) => type === 'library');
  expect(library).toEqual({
    'type': 'library',
    'bom-ref': 'pkg:npm/%40scope/left@1.2.3',
    'group': '@scope',
    'name': 'left',
    'version': '1.2.3',
    'purl': 'pkg:npm/%40scope/left@1.2.3',
    'hashes': [{ alg: 'SHA-512', content: '0'.repeat(128) }],
  });
  expect(bom.components.filter(({ type }: any) => type === 'file')).toHaveLength(1);
  for (const fn of [/^function:Shop#One/, /^function:Shop#Two/]) expect(dependsOn(bom, fn)).toEqual([expect.stringMatching(/^lock-file:package-lock\.json:[0-9a-f]{64}$/)]);
  expect(dependsOn(bom, /^lock-file:/)).toEqual(['pkg:npm/%40scope/left@1.2.3']);
  expect(bom.compositions).toEqual([{ aggregate: 'incomplete', dependencies: [expect.stringContaining('One'), expect.stringContaining('Two')] }]);
});

test('the lock file nearest to the handler counts, of each ecosystem', () => {
  const path = source({
    'src/orders/index.js': '',
    'src/package-lock.json': LOCK,
    'package-lock.json': LOCK.replace('left', 'far'),
    'requirements.txt': 'requests==2.32.3',
  });
  const { bom } = bomOf(stack => void functionOf(stack, 'One', path, 'src/orders/index.handler'));
  expect(bom.components.filter(({ type }: any) => type === 'library').map(({ purl }: any) => purl)).toEqual(['pkg:npm/%40scope/left@1.2.3', 'pkg:pypi/requests@2.32.3']);
});

test('what is not known is said', () => {
  const { bom } = bomOf(stack => {
    functionOf(stack, 'Bare', source({ 'index.js': '' }));
    functionOf(stack, 'Broken', source({ 'index.js': 'x', 'package-lock.json': '{' }));
  });
  expect(bom.compositions).toEqual([{ aggregate: 'unknown', dependencies: [expect.stringContaining('Bare'), expect.stringContaining('Broken')] }]);
  const broken = bom.components.find(({ name }: any) => name === 'Shop/Broken');
  expect(broken.properties).toContainEqual({ name: 'cdk-serverless-guard:librariesNotKnown', value: expect.stringMatching(/package-lock\.json is no valid JSON$/) });
});

test('a lock file that is a folder, and a handler that leads elsewhere, harm nobody', () => {
  const path = source({ 'index.js': '', 'package-lock.json/x': '' });
  const { bom } = bomOf(stack => {
    functionOf(stack, 'Folder', path);
    functionOf(stack, 'Elsewhere', path, '../../index.handler');
  });
  expect(bom.components.filter(({ type }: any) => type === 'library')).toEqual([]);
});

test('services are those that start a function, and those that its role allows, with what goes which way', () => {
  const { bom } = bomOf(stack => {
    const fn = functionOf(stack, 'One', source({ 'index.js': '' }));
    new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } }).grantReadData(fn);
    new sqs.Queue(stack, 'Out').grantSendMessages(fn);
    fn.addEventSource(new SqsEventSource(new sqs.Queue(stack, 'In')));
  });
  const service = (wanted: string) => bom.services.find(({ name }: any) => name === wanted);
  expect(service('dynamodb')).toMatchObject({ endpoints: ['https://dynamodb.eu-west-1.amazonaws.com'], authenticated: true, data: [{ flow: 'inbound', name: '<Shop/Table>' }] });
  const queues = new Map(service('sqs').data.map(({ name, flow }: any) => [name, flow]));
  expect(queues.get('Shop/In')).toBe('inbound');
  // Whether a queue is there is asked, too.
  expect(queues.get('<Shop/Out>')).toBe('bi-directional');
  expect(dependsOn(bom, /^function:Shop#One/)).toEqual(expect.arrayContaining(['aws:dynamodb', 'aws:sqs']));
});

test('the same app gives the same bytes, another app another serial number', () => {
  const path = source({ 'index.js': '', 'package-lock.json': LOCK });
  const [one, two] = ['first', 'second'].map(name => bomOf(stack => void functionOf(stack, 'One', path), join(folder, name)));
  expect(one?.text).toBe(two?.text);
  const other = bomOf(stack => void functionOf(stack, 'Other', path));
  expect(other.bom.serialNumber).not.toBe(one?.bom.serialNumber);
});
