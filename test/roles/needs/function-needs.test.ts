import { Aspects } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { codeFolder, modelOf, removeFolders, resourceAt, shown } from './temporary-app';
import { ServerlessGuard } from '../../../src';
import { needsOfFunction } from '../../../src/roles/function-needs';
import * as analysing from '../../../src/roles/javascript/analyse';

afterAll(removeFolders);

const GET = `const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');
const db = new DynamoDBClient({});
exports.handler = async () => db.send(new GetItemCommand({ TableName: process.env.TABLE, Key: {} }));`;

/** What a function needs whose code is in a folder of such files. */
function needs(files: Readonly<Record<string, string>>, props: Partial<lambda.FunctionProps> = {}, more: (fn: lambda.Function) => void = () => undefined) {
  const model = modelOf(stack => {
    const table = new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
    more(new lambda.Function(stack, 'F', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromAsset(codeFolder(files)), environment: { TABLE: table.tableName }, ...props,
    }));
  });
  const { permissions, notes, complete } = needsOfFunction(resourceAt(model, 'S/F/Resource'), model);
  return { permissions: permissions.map(shown), notes: notes.map(({ message }) => message), complete };
}

const TABLE = 'dynamodb:GetItem <Table.Arn>';

describe('what a function needs', () => {
  test('is what its deployed code calls, on what the app gives it', () => {
    expect(needs({ 'index.js': GET })).toEqual({ permissions: [TABLE], notes: [], complete: true });
  });

  test('is the same of code in the template', () => {
    expect(needs({ 'x.js': '' }, { code: lambda.Code.fromInline(GET) })).toEqual({ permissions: [TABLE], notes: [], complete: true });
  });

  test('is the same with the guard', () => {
    expect(needs({ 'index.js': GET }, {}, fn => Aspects.of(fn).add(new ServerlessGuard()))).toEqual({ permissions: [TABLE], notes: [], complete: true });
  });

  test('is not known of a language that nobody reads', () => {
    expect(needs({ 'Main.java': '' }, { runtime: lambda.Runtime.JAVA_21 })).toEqual({ permissions: [], notes: ['code of java21 is not read'], complete: false });
  });
});

describe('a package that is not read', () => {
  const importing = (name: string) => `require('${name}'); ${GET}`;

  test('is harmless where neither it nor what it is made with calls AWS', () => {
    const found = needs({
      'index.js': importing('left'),
      'node_modules/left/package.json': '{ "dependencies": { "right": "1" } }',
      'node_modules/right/package.json': '{ "dependencies": { "left": "1", "@aws-sdk/types": "3" } }',
    });
    expect(found).toMatchObject({ notes: [], complete: true });
  });

  test('leaves the needs open where it is made with an SDK, at whatever depth', () => {
    const found = needs({
      'index.js': importing('@acme/store/orders'),
      'node_modules/@acme/store/package.json': '{ "dependencies": { "deeper": "1" } }',
      'node_modules/@acme/store/node_modules/deeper/package.json': '{ "peerDependencies": { "@aws-sdk/client-dynamodb": "3" } }',
    });
    expect(found).toEqual({ permissions: [TABLE], notes: ['@acme/store/orders is made with @aws-sdk/client-dynamodb, and what it calls is not followed'], complete: false });
  });

  test('leaves them open where it is not there, as with a layer', () => {
    const notes = ['/opt/nodejs/store.js is not among the files of the function, so what it calls is not known'];
    expect(needs({ 'index.js': importing('/opt/nodejs/store.js') })).toEqual({ permissions: [TABLE], notes, complete: false });
  });
});

describe('what runs beside the code', () => {
  const layer = (fn: lambda.Function, arn: string) => lambda.LayerVersion.fromLayerVersionArn(fn, 'L', arn);
  const own = (fn: lambda.Function, files: Readonly<Record<string, string>>) => new lambda.LayerVersion(fn, 'L', { code: lambda.Code.fromAsset(codeFolder(files)) });

  test('leaves the needs open where it may be anything', () => {
    expect(needs({ 'index.js': GET }, {}, fn => fn.addLayers(layer(fn, 'arn:aws:lambda:eu-west-1:999988887777:layer:tools:3'))))
      .toMatchObject({ notes: ['the layer arn:aws:lambda:eu-west-1:999988887777:layer:tools:3 may run an extension'], complete: false });
    expect(needs({ 'index.js': GET }, {}, fn => fn.addLayers(own(fn, { 'extensions/agent': '' })))).toMatchObject({ complete: false });
    expect(needs({ 'index.js': GET }, {}, fn => fn.addEnvironment('AWS_LAMBDA_EXEC_WRAPPER', '/opt/wrap'))).toMatchObject({ notes: ['the wrapper /opt/wrap starts it'] });
    expect(needs({ 'index.js': GET }, {}, fn => fn.addEnvironment('NODE_OPTIONS', '--import /opt/agent.mjs'))).toMatchObject({ notes: ['NODE_OPTIONS loads more than its handler'] });
  });

  test('is known of files without extensions, and of what AWS publishes', () => {
    expect(needs({ 'index.js': GET }, {}, fn => fn.addLayers(own(fn, { 'nodejs/node_modules/x/index.js': '' })))).toMatchObject({ complete: true });
    expect(needs({ 'index.js': GET }, { insightsVersion: lambda.LambdaInsightsVersion.VERSION_1_0_333_0 })).toMatchObject({ complete: true });
    expect(needs({ 'index.js': GET }, {}, fn => fn.addEnvironment('NODE_OPTIONS', '--enable-source-maps'))).toMatchObject({ complete: true });
  });
});

test('the same code is read once, however many functions run it', () => {
  const reading = jest.spyOn(analysing, 'analyseJavaScript');
  const model = modelOf(stack => {
    for (let index = 0; index < 5; index += 1) {
      new lambda.Function(stack, `F${index}`, { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = () => "once";') });
    }
  });
  for (let index = 0; index < 5; index += 1) needsOfFunction(resourceAt(model, `S/F${index}/Resource`), model);
  expect(reading).toHaveBeenCalledTimes(1);
});
