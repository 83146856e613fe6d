import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as nodejs from 'aws-cdk-lib/aws-lambda-nodejs';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { HardeningMeasure, SecuredNodejsFunction } from '../src';
import { PLAIN, onlyFunction, stackUnderTest } from './hardening/app-under-test';

const ENTRY = `${__dirname}/secured-function.test.Api.ts`;
const REPOSITORY = join(__dirname, '..');
const RUNTIME = lambda.Runtime.NODEJS_24_X;

/** Without a single measure, what is left is `NodejsFunction`'s own. */
const NO_MEASURE = Object.values(HardeningMeasure).map(measure => ({ measure, reason: 'compared with NodejsFunction' }));

/** What the measures set, as docs/hardening.md says; everything else of the function is its user's. */
const MEASURED = ['Layers', 'Environment', 'LoggingConfig', 'TracingConfig', 'RecursiveLoop', 'RuntimeManagementConfig'];

type Props = (stack: Stack) => nodejs.NodejsFunctionProps;
const bundling = (options: nodejs.BundlingOptions): Props => () => ({ entry: ENTRY, bundling: options });
const hook = (command: string) => [`echo ${command}`];

const PROPS: Array<[string, Props]> = [
  ['an entry', () => ({ entry: ENTRY })],
  ['the entry beside the file that defines it', () => ({})],
  ['an empty entry, which is none', () => ({ entry: '' })],
  ['no bundling options', () => ({ entry: ENTRY, bundling: undefined, handler: undefined, projectRoot: undefined, depsLockFilePath: undefined })],
  ['a handler by its export', () => ({ entry: ENTRY, handler: 'other' })],
  ['a handler by file and export', () => ({ entry: ENTRY, handler: 'file.other' })],
  ['an older runtime', () => ({ entry: ENTRY, runtime: lambda.Runtime.NODEJS_20_X })],
  ['SDK 2 with its connections', () => ({ entry: ENTRY, runtime: lambda.Runtime.NODEJS_16_X })],
  ['SDK 2 without', () => ({ entry: ENTRY, runtime: lambda.Runtime.NODEJS_16_X, awsSdkConnectionReuse: false })],
  ['SDK 3 told to reuse', () => ({ entry: ENTRY, awsSdkConnectionReuse: true })],
  ['code of the user\'s own', () => ({ code: PLAIN.code, handler: 'index.handler' })],
  ['lock file and root', () => ({ entry: ENTRY, depsLockFilePath: join(REPOSITORY, 'package-lock.json'), projectRoot: REPOSITORY })],
  ['ES modules', bundling({ format: nodejs.OutputFormat.ESM, mainFields: ['module', 'main'], banner: '/* banner */', footer: '/* footer */' })],
  ['minified, with source maps', bundling({
    minify: true, keepNames: true, sourceMap: true, sourceMapMode: nodejs.SourceMapMode.INLINE, sourcesContent: false, charset: nodejs.Charset.UTF8,
  })],
  ['target, loader, define, modules left outside', bundling({
    target: 'node20', loader: { '.txt': 'text' }, define: { 'process.env.STAGE': '"prod"' }, externalModules: ['pg'], bundleAwsSDK: true,
  })],
  ['arguments, metafile, tsconfig, hooks, hash', bundling({
    esbuildArgs: { '--log-limit': '0' },
    metafile: true,
    tsconfig: join(REPOSITORY, 'test', 'tsconfig.json'),
    commandHooks: { beforeBundling: () => hook('before'), beforeInstall: () => hook('install'), afterBundling: () => hook('after') },
    assetHash: 'of-the-users-own',
  })],
  ['properties of lambda.Function', stack => ({
    entry: ENTRY,
    functionName: 'api',
    description: 'the API',
    memorySize: 512,
    timeout: Duration.seconds(20),
    architecture: lambda.Architecture.ARM_64,
    environment: { TABLE: 'orders' },
    deadLetterQueue: new sqs.Queue(stack, 'Failed'),
    reservedConcurrentExecutions: 5,
    retryAttempts: 1,
    logGroup: new logs.LogGroup(stack, 'Group'),
    layers: [new lambda.LayerVersion(stack, 'Layer', { code: lambda.Code.fromAsset(join(REPOSITORY, 'docs', 'adr')) })],
  })],
];

beforeAll(() => jest.spyOn(process.stderr, 'write').mockReturnValue(true));

/** The template of an app with one function, made by `make` in this file. */
function templateOf(props: Props, make: (stack: Stack, props: nodejs.NodejsFunctionProps) => lambda.Function): Record<string, any> {
  const stack = stackUnderTest();
  make(stack, { runtime: RUNTIME, ...props(stack) });
  return Template.fromStack(stack).toJSON();
}

const original = (props: Props) => templateOf(props, (stack, given) => new nodejs.NodejsFunction(stack, 'Api', given));

test.each(PROPS)('%s: without a measure, the template is that of NodejsFunction', (_, props) => {
  const secured = templateOf(props, (stack, given) => new SecuredNodejsFunction(stack, 'Api', { ...given, optOut: NO_MEASURE }));
  for (const resource of Object.values<any>(secured.Resources)) {
    delete resource.Metadata?.['cdk-serverless-guard'];
    if (Object.keys(resource.Metadata ?? {}).length === 0) delete resource.Metadata;
  }
  expect(secured).toEqual(original(props));
});

test.each(PROPS.filter(([name]) => /^(an entry|SDK 2 with|code|properties)/.test(name)))(
  '%s: with the measures, the function is the same in all that they do not set', (_, props) => {
    const secured = templateOf(props, (stack, given) => new SecuredNodejsFunction(stack, 'Api', given));
    const plain = original(props);
    expect(Object.keys(secured.Resources)).toEqual(expect.arrayContaining(Object.keys(plain.Resources)));
    expect(unmeasured(secured)).toEqual(unmeasured(plain));
    expect(variables(secured)).toMatchObject(variables(plain));
  },
);

function properties({ Resources }: Record<string, any>): Record<string, any> {
  return Object.values<any>(Resources).find(({ Type, Properties }) => Type === 'AWS::Lambda::Function' && Properties.Handler !== undefined).Properties;
}

function unmeasured(template: Record<string, any>): Record<string, any> {
  return Object.fromEntries(Object.entries(properties(template)).filter(([name]) => !MEASURED.includes(name)));
}

function variables(template: Record<string, any>): Record<string, any> {
  return properties(template).Environment?.Variables ?? {};
}

test('modules are installed beside the bundle, as those of NodejsFunction', () => {
  const project = mkdtempSync(join(tmpdir(), 'nodejs-function-'));
  const write = (name: string, content: string, mode?: number) => writeFileSync(join(project, name), content, { mode });
  write('package.json', JSON.stringify({ dependencies: { greeter: '1.0.0' } }));
  write('package-lock.json', '{}');
  write('api.js', 'exports.handler = async () => require("greeter")();');
  // Where esbuild is.
  symlinkSync(join(REPOSITORY, 'node_modules'), join(project, 'node_modules'));
  // In npm's place, since the real one would ask a registry.
  write('npm', '#!/bin/sh\nmkdir -p node_modules/greeter && echo "module.exports = () => 1;" > node_modules/greeter/index.js\n', 0o755);
  const path = process.env.PATH;
  process.env.PATH = `${project}:${path}`;
  try {
    const props: Props = () => ({ entry: join(project, 'api.js'), depsLockFilePath: join(project, 'package-lock.json'), bundling: { nodeModules: ['greeter'] } });
    const secured = templateOf(props, (stack, given) => new SecuredNodejsFunction(stack, 'Api', given));
    expect(properties(secured).Code).toEqual(properties(original(props)).Code);
  } finally {
    process.env.PATH = path;
  }
});

test.each([true, false, undefined])('without a runtime it is the newest Node, the feature flag being %s', flag => {
  const stack = stackUnderTest();
  if (flag !== undefined) stack.node.setContext('@aws-cdk/aws-lambda-nodejs:useLatestRuntimeVersion', flag);
  new SecuredNodejsFunction(stack, 'Api', { entry: ENTRY, runtime: undefined });
  expect(onlyFunction(stack).Properties.Runtime).toBe('nodejs24.x');
});

test.each<[string, nodejs.NodejsFunctionProps, RegExp]>([
  ['another language', { entry: ENTRY, runtime: lambda.Runtime.PYTHON_3_13 }, /Only `NODEJS` runtimes/],
  ['code without a handler', { code: PLAIN.code }, /handler/],
  ['an entry that does not exist', { entry: 'missing.ts' }, /Cannot find entry file/],
  ['a lock file that does not exist', { entry: ENTRY, depsLockFilePath: 'missing.json' }, /Lock file at missing\.json/],
])('%s is refused in NodejsFunction\'s words', (_, props, message) => {
  expect(() => new SecuredNodejsFunction(stackUnderTest(), 'Api', props)).toThrow(message);
  expect(() => new nodejs.NodejsFunction(stackUnderTest(), 'Api', props)).toThrow(message);
});
