import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sam from 'aws-cdk-lib/aws-sam';
import { ChecksFailOn, GuardLoader, SecuredFunction, ServerlessGuard, ServerlessTop10Checks } from '../../src';
import { entryOf, rawFunction, resourcesOf, stackUnderTest, warningIds, warnings } from '../hardening/app-under-test';
import { cleanUp, folderWith, start } from '../local-runtime/function-under-test';

const PRELOAD = '--require /opt/serverless-guard/preload.cjs';
const IMAGE = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders:1';
const IN_IMAGE = { guardInImage: true };

beforeEach(() => jest.spyOn(console, 'error').mockImplementation());
afterEach(cleanUp);

/** Functions from an image, by what makes them. */
const IMAGES: Record<string, (stack: Stack, environment?: Record<string, string>) => void> = {
  'DockerImageFunction': (stack, environment) => void new lambda.DockerImageFunction(stack, 'Orders', {
    code: lambda.DockerImageCode.fromEcr(ecr.Repository.fromRepositoryName(stack, 'Images', 'orders')), environment,
  }),
  'lambda.Function': (stack, environment) => void new lambda.Function(stack, 'Orders', {
    code: lambda.Code.fromEcrImage(ecr.Repository.fromRepositoryName(stack, 'Images', 'orders')), runtime: lambda.Runtime.FROM_IMAGE, handler: lambda.Handler.FROM_IMAGE, environment,
  }),
  'CfnFunction': (stack, variables) => void rawFunction(stack, { packageType: 'Image', runtime: undefined, handler: undefined, code: { imageUri: IMAGE }, environment: { variables } }, 'Orders'),
  'SAM': (stack, variables) => void new sam.CfnFunction(stack, 'Orders', { packageType: 'Image', imageUri: IMAGE, environment: { variables: variables ?? {} } }),
};

const functionIn = (stack: Stack) => [...resourcesOf(stack, 'AWS::Lambda::Function'), ...resourcesOf(stack, 'AWS::Serverless::Function')].find(({ Properties }) => Properties.PackageType === 'Image')!;

describe.each(Object.entries(IMAGES))('%s', (_, make) => {
  test('gets the guard\'s variables and no layer where the image holds its files', () => {
    const stack = stackUnderTest();
    make(stack, { NODE_OPTIONS: '--enable-source-maps' });
    ServerlessGuard.protect(stack, IN_IMAGE);
    const { Properties, Metadata } = functionIn(stack);
    expect(Properties).not.toHaveProperty('Layers');
    expect(Properties).not.toHaveProperty('RuntimeManagementConfig');
    expect(Properties.Environment.Variables).toMatchObject({ NODE_OPTIONS: `${PRELOAD} --enable-source-maps`, SERVERLESS_GUARD_MODE: 'block', SERVERLESS_GUARD_IN_IMAGE: '1' });
    expect(Metadata!['cdk-serverless-guard'].entries).toContainEqual({ measure: 'guard-layer', state: 'set', reason: 'loaded from the image by NODE_OPTIONS, mode block' });
    expect(resourcesOf(stack, 'AWS::Lambda::LayerVersion')).toEqual([]);
    expect(warningIds(stack)).not.toContain('container-image');
  });

  test('is left without the guard otherwise, with the way to it', () => {
    const stack = stackUnderTest();
    make(stack);
    ServerlessGuard.protect(stack);
    expect(functionIn(stack).Properties.Environment?.Variables ?? {}).toEqual({});
    expect(warnings(stack).join()).toMatch(/container image, which takes no layers.*assets\/guard-node.*to \/opt.*guardInImage.*docs\/container-images\.md/s);
  });

  test('satisfies the checks once it holds the guard, and not while it only says so', () => {
    const app = new App();
    const [guarded, lost] = [new Stack(app, 'Guarded'), new Stack(app, 'Lost')];
    make(guarded);
    ServerlessGuard.protect(guarded, IN_IMAGE);
    make(lost, { SERVERLESS_GUARD_IN_IMAGE: '1' });
    const { violations } = new ServerlessTop10Checks(app, { failOn: ChecksFailOn.NEVER }).validateScope(app);
    const found = (path: string) => violations.filter(({ ruleName, violatingResources }) => /^SAS1-/.test(ruleName) && violatingResources.some(({ constructPath }) => constructPath?.startsWith(`${path}/Orders`)))
      .map(({ ruleName }) => ruleName);
    expect(found('Guarded')).toEqual([]);
    expect(found('Lost')).toEqual(['SAS1-GuardMissing']);
  });
});

test('the option on one function leaves the others as they are', () => {
  const stack = stackUnderTest();
  const code = lambda.DockerImageCode.fromEcr(ecr.Repository.fromRepositoryName(stack, 'Images', 'orders'));
  const [holding, other] = [new lambda.DockerImageFunction(stack, 'Holding', { code }), new lambda.DockerImageFunction(stack, 'Other', { code })];
  ServerlessGuard.protect(holding, IN_IMAGE);
  ServerlessGuard.protect(stack);
  expect([holding, other].map(fn => entryOf(fn, 'guard-layer')?.state)).toEqual(['set', 'refused']);
});

test('it says nothing about zip files, which get their layer', () => {
  const stack = stackUnderTest();
  new SecuredFunction(stack, 'Zip', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('x'), ...IN_IMAGE });
  const { Layers, Environment } = resourcesOf(stack, 'AWS::Lambda::Function')[0]!.Properties;
  expect(Layers).toHaveLength(1);
  expect(Environment.Variables).not.toHaveProperty('SERVERLESS_GUARD_IN_IMAGE');
});

test('the loader HANDLER cannot know the handler of an image', () => {
  const stack = stackUnderTest();
  IMAGES.DockerImageFunction!(stack);
  ServerlessGuard.protect(stack, { ...IN_IMAGE, loader: GuardLoader.HANDLER });
  expect(warningIds(stack)).toContain('no-handler');
  expect(functionIn(stack).Properties).not.toHaveProperty('Environment');
});

test('an image with the files in it, started with the environment of the template, refuses an attack', async () => {
  const stack = stackUnderTest();
  IMAGES.DockerImageFunction!(stack);
  ServerlessGuard.protect(stack, IN_IMAGE);
  const variables: Record<string, string> = functionIn(stack).Properties.Environment.Variables;
  expect(Template.fromStack(stack).findResources('AWS::Lambda::LayerVersion')).toEqual({});
  const code = folderWith({ 'index.js': 'exports.handler = async event => ({ statusCode: 200, body: require("child_process").execSync("echo " + event.queryStringParameters.name).toString() })' });
  // What the Dockerfile's COPY puts to /opt; a layer of the local runtime goes to the same place.
  const image = join(__dirname, '..', '..', 'assets', 'guard-node');
  const fn = await start({ code, handler: 'index.handler', environment: variables, layers: [image] });
  const request = (name: string) => ({
    version: '2.0',
    routeKey: 'GET /',
    rawPath: '/',
    rawQueryString: '',
    headers: {},
    queryStringParameters: { name },
    requestContext: { http: { method: 'GET', path: '/', sourceIp: '203.0.113.7' }, requestId: 'r' },
    isBase64Encoded: false,
  });
  const answers = [await fn.invoke(request('world')), await fn.invoke(request('world; cat /etc/passwd'))].map(({ payload }) => JSON.parse(payload));
  expect(answers).toEqual([{ statusCode: 200, body: 'world\n' }, expect.objectContaining({ statusCode: 403 })]);
});
