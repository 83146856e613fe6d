import { join } from 'node:path';
import { App, CfnOutput, Duration, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import { CfnFunction, Code, Function as LambdaFunction, LayerVersion, LoggingFormat, ApplicationLogLevel, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { cleanUp, folderWith, start } from './function-under-test';
import { functionsFromAssembly, type AssemblyFunction, type IntrinsicsTable } from '../../local-runtime';

afterEach(cleanUp);

const runtime = Runtime.NODEJS_22_X;
const inline = Code.fromInline('exports.handler = async () => process.env.VALUE');

/** Synthesises a stack and reads its functions. */
function read(build: (stack: Stack) => void, values: IntrinsicsTable = {}): AssemblyFunction[] {
  const app = new App({ outdir: folderWith({}), context: { 'aws:cdk:enable-path-metadata': true } });
  build(new Stack(app, 'Shop'));
  return functionsFromAssembly(app.synth().directory, values);
}

/** The value that a variable of a function resolves to. */
function variable(value: string, values: IntrinsicsTable = {}): string | undefined {
  const [only] = read(stack => new LambdaFunction(stack, 'F', { runtime, handler: 'index.handler', code: inline, environment: { VALUE: value } }), values);
  return only?.environment?.VALUE;
}

test('a function of a synthesised app runs: its asset, its layer, its variables', async () => {
  const code = folderWith({ 'index.js': 'exports.handler = async event => [event, process.env.BUCKET, require("shared")]' });
  const layer = folderWith({ 'nodejs/node_modules/shared/index.js': 'module.exports = "shared"' });
  const [only, ...others] = read(stack => {
    const bucket = new Bucket(stack, 'Data');
    (bucket.node.defaultChild as CfnBucket).overrideLogicalId('DataBucket');
    new LambdaFunction(stack, 'Orders', {
      runtime,
      handler: 'index.handler',
      code: Code.fromAsset(code),
      layers: [new LayerVersion(stack, 'Shared', { code: Code.fromAsset(layer) })],
      environment: { BUCKET: bucket.bucketName },
      timeout: Duration.seconds(12),
      memorySize: 512,
      functionName: 'orders',
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.WARN,
    });
  }, { DataBucket: 'data-bucket-1' });
  expect(others).toEqual([]);
  expect(only).toMatchObject({ path: 'Shop/Orders/Resource', template: 'Shop.template.json', runtime: 'nodejs22.x', name: 'orders', timeoutSeconds: 12, memoryMiB: 512, logging: { format: 'JSON', level: 'WARN' } });
  const { payload, error } = await (await start(only!)).invoke('hello');
  expect(error).toBeUndefined();
  expect(JSON.parse(payload)).toEqual(['hello', 'data-bucket-1', 'shared']);
});

test('inline code runs', async () => {
  const [only] = read(stack => new LambdaFunction(stack, 'F', { runtime, handler: 'index.handler', code: inline, environment: { VALUE: 'v' } }));
  expect((await (await start(only!)).invoke({})).payload).toBe('"v"');
});

test('functions of nested stacks are found, other runtimes are not', () => {
  const functions = read(stack => {
    const nested = new NestedStack(stack, 'Inner');
    new LambdaFunction(nested, 'F', { runtime, handler: 'index.handler', code: inline });
    new LambdaFunction(stack, 'P', { runtime: Runtime.PYTHON_3_13, handler: 'index.handler', code: Code.fromInline('x') });
  });
  expect(functions.map(({ path }) => path)).toEqual(['Shop/Inner/F/Resource']);
});

describe('intrinsic functions resolve from the table', () => {
  test.each<[string, string, IntrinsicsTable, string]>([
    ['Ref', Fn.ref('AWS::Region'), { 'AWS::Region': 'eu-west-1' }, 'eu-west-1'],
    ['Fn::GetAtt', Fn.getAtt('Queue', 'Arn').toString(), { 'Queue.Arn': 'arn:q' }, 'arn:q'],
    ['Fn::Join', Fn.join('-', ['a', Fn.ref('X'), 'c']), { X: 'b' }, 'a-b-c'],
    ['Fn::Sub', Fn.sub('${X}/${Y.Arn}/${!Z}/${local}', { local: Fn.ref('W') }), { 'X': '1', 'Y.Arn': '2', 'W': '3' }, '1/2/${Z}/3'],
    ['Fn::Select of Fn::Split', Fn.select(1, Fn.split('/', Fn.ref('X'))), { X: 'a/b/c' }, 'b'],
    ['Fn::ImportValue', Fn.importValue('shared-vpc'), { 'ImportValue:shared-vpc': 'vpc-1' }, 'vpc-1'],
  ])('%s', (_, value, values, expected) => {
    expect(variable(value, values)).toBe(expected);
  });

  test('and one that is missing is an error that names it and its place', () => {
    expect(() => variable(`x-${Fn.getAtt('Queue', 'Arn').toString()}`)).toThrow(/^Shop\.template\.json: F\w+: Environment\.Variables\.VALUE: no value for 'Queue\.Arn'.*add 'Queue\.Arn' to it$/);
  });

  test('names of Object.prototype are no values', () => {
    expect(() => variable(Fn.ref('constructor'))).toThrow("no value for 'constructor'");
  });
});

describe('what is not on this machine is an error', () => {
  test('a layer given by ARN', () => {
    expect(() => read(stack => new LambdaFunction(stack, 'F', {
      runtime, handler: 'index.handler', code: inline, layers: [LayerVersion.fromLayerVersionArn(stack, 'L', 'arn:aws:lambda:eu-central-1:111122223333:layer:tools:1')],
    }))).toThrow(/Layers got "arn:aws:lambda.*expected a layer of the same template/);
  });

  test('code that is in a bucket', () => {
    expect(() => read(stack => new CfnFunction(stack, 'F', { runtime: 'nodejs22.x', handler: 'index.handler', role: 'r', code: { s3Bucket: 'b', s3Key: 'k.zip' } }))).toThrow(/Code\.S3Key got 'k\.zip', expected the key of a file asset/);
  });

  test('an assembly', () => {
    const empty = folderWith({});
    expect(() => functionsFromAssembly(join(empty, 'none'))).toThrow(/got no manifest\.json, expected the output of `cdk synth`/);
  });
});

test('an output is no function', () => {
  expect(read(stack => new CfnOutput(stack, 'O', { value: 'x' }))).toEqual([]);
});
