import { Aspects, BootstraplessSynthesizer, CfnParameter, Fn } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { entryOf, onlyFunction, onlyResource, plainFunction, rawFunction, resourcesOf, stackUnderTest, variablesOf, warningIds, warnings } from './app-under-test';
import { GuardLoader, GuardMode, ServerlessGuard } from '../../src';
import type { ServerlessGuardOptions } from '../../src';

const PRELOAD = '--require /opt/serverless-guard/preload.cjs';

function guard(stack: Stack, options?: ServerlessGuardOptions): Stack {
  Aspects.of(stack).add(new ServerlessGuard(options));
  return stack;
}

/** Layer and environment come together or not at all. */
function expectUntouched(stack: Stack, before: { layers?: number; variables?: string[] } = {}): void {
  const { Layers: layers = [], Environment: environment } = onlyFunction(stack).Properties;
  expect(layers).toHaveLength(before.layers ?? 0);
  expect(Object.keys(environment?.Variables ?? {})).toEqual(before.variables ?? []);
  expect(resourcesOf(stack, 'AWS::Lambda::LayerVersion')).toHaveLength(0);
}

describe('what is set', () => {
  test('layer, mode, policy, build and NODE_OPTIONS', () => {
    const stack = guard(stackUnderTest());
    plainFunction(stack);
    expect(variablesOf(stack)).toEqual({
      NODE_OPTIONS: PRELOAD,
      SERVERLESS_GUARD_MODE: 'block',
      SERVERLESS_GUARD_POLICY: '{"version":1}',
      SERVERLESS_GUARD_BUILD: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    const [layerId] = Object.keys(Template.fromStack(stack).findResources('AWS::Lambda::LayerVersion'));
    expect(onlyFunction(stack).Properties.Layers).toEqual([{ Ref: layerId }]);
  });

  test('one layer for all functions of a stack', () => {
    const stack = guard(stackUnderTest());
    plainFunction(stack, {}, 'One');
    plainFunction(stack, {}, 'Two');
    rawFunction(stack);
    onlyResource(stack, 'AWS::Lambda::LayerVersion');
  });

  test('the policy says what differs from the defaults, in kinds and literals', () => {
    const stack = guard(stackUnderTest(), {
      mode: GuardMode.BLOCK,
      detectorModes: { sql: GuardMode.REPORT },
      exemptions: [{ route: 'POST /search', reason: 'a query language of its own', expires: '2100-01-01' }],
    });
    plainFunction(stack);
    expect(JSON.parse(variablesOf(stack).SERVERLESS_GUARD_POLICY)).toEqual({
      version: 1,
      detectors: { sql: 'report' },
      exemptions: [{ route: 'POST /search', reason: 'a query language of its own', expires: '2100-01-01' }],
    });
  });

  test('the policy holds what a function declared of its connections; the app and its functions add up', () => {
    const stack = guard(stackUnderTest(), { allowedDomains: ['api.example.com'] });
    plainFunction(stack);
    ServerlessGuard.protect(stack, { allowedDomains: ['*.partner.example'], allowedServices: ['dynamodb'], detectorModes: { egress: GuardMode.BLOCK } });
    expect(JSON.parse(variablesOf(stack).SERVERLESS_GUARD_POLICY)).toEqual({
      version: 1,
      detectors: { egress: 'block' },
      egress: { domains: ['*.partner.example', 'api.example.com'], services: ['dynamodb'] },
    });
  });

  test('a new build gives an aliased function a new version', () => {
    const versionOf = (build?: string) => {
      const stack = guard(stackUnderTest());
      const fn = plainFunction(stack, build === undefined ? {} : { environment: { SERVERLESS_GUARD_BUILD: build } });
      fn.addAlias('live');
      return Object.keys(Template.fromStack(stack).findResources('AWS::Lambda::Version'))[0];
    };
    expect(versionOf('0000000000000001')).not.toEqual(versionOf('0000000000000002'));
    expect(versionOf()).toEqual(versionOf());
  });

  test('what the user gave the guard\'s own variables is kept', () => {
    const stack = guard(stackUnderTest());
    plainFunction(stack, { environment: { SERVERLESS_GUARD_MODE: 'report' } });
    expect(variablesOf(stack).SERVERLESS_GUARD_MODE).toBe('report');
  });
});

describe('NODE_OPTIONS of the user', () => {
  test.each([
    ['--enable-source-maps', `${PRELOAD} --enable-source-maps`],
    ['--import "file:///var/task/my hooks.mjs"', `${PRELOAD} --import "file:///var/task/my hooks.mjs"`],
    ['--require ./tracing.cjs', `${PRELOAD} --require ./tracing.cjs`],
    [`--enable-source-maps ${PRELOAD}`, `--enable-source-maps ${PRELOAD}`],
    ['', PRELOAD],
  ])('%j is kept', (given, expected) => {
    const stack = guard(stackUnderTest());
    plainFunction(stack, { environment: { NODE_OPTIONS: given } });
    expect(variablesOf(stack).NODE_OPTIONS).toBe(expected);
  });

  test('is kept where it is a token', () => {
    const stack = guard(stackUnderTest());
    const parameter = new CfnParameter(stack, 'Options');
    plainFunction(stack, { environment: { NODE_OPTIONS: parameter.valueAsString } });
    expect(variablesOf(stack).NODE_OPTIONS).toEqual({ 'Fn::Join': [' ', [PRELOAD, { Ref: 'Options' }]] });
  });

  test('is kept where it is a property override', () => {
    const stack = guard(stackUnderTest());
    const fn = plainFunction(stack, { environment: { TABLE: 'orders' } });
    (fn.node.defaultChild as lambda.CfnFunction).addPropertyOverride('Environment.Variables.NODE_OPTIONS', '--enable-source-maps');
    expect(variablesOf(stack)).toMatchObject({ TABLE: 'orders', NODE_OPTIONS: `${PRELOAD} --enable-source-maps` });
  });
});

describe('loaders', () => {
  test('EXEC_WRAPPER takes the wrapper slot', () => {
    const stack = guard(stackUnderTest(), { loader: GuardLoader.EXEC_WRAPPER });
    plainFunction(stack);
    expect(variablesOf(stack)).toMatchObject({ AWS_LAMBDA_EXEC_WRAPPER: '/opt/serverless-guard/exec-wrapper' });
    expect(variablesOf(stack)).not.toHaveProperty('NODE_OPTIONS');
  });

  test('HANDLER stands before the user\'s handler', () => {
    const stack = guard(stackUnderTest(), { loader: GuardLoader.HANDLER });
    plainFunction(stack);
    expect(onlyFunction(stack).Properties.Handler).toBe('/opt/serverless-guard/handler.handler');
    expect(variablesOf(stack).SERVERLESS_GUARD_HANDLER).toBe('index.handler');
  });

  test('a wrapper of somebody else is kept beside NODE_OPTIONS, with a warning', () => {
    const stack = guard(stackUnderTest());
    plainFunction(stack, { environment: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/datadog_wrapper' } });
    expect(variablesOf(stack)).toMatchObject({ AWS_LAMBDA_EXEC_WRAPPER: '/opt/datadog_wrapper', NODE_OPTIONS: PRELOAD });
    expect(warningIds(stack)).toEqual(['exec-wrapper-kept']);
  });

  test('a wrapper of somebody else is never overwritten by EXEC_WRAPPER', () => {
    const stack = guard(stackUnderTest(), { loader: GuardLoader.EXEC_WRAPPER });
    plainFunction(stack, { environment: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/datadog_wrapper' } });
    expect(variablesOf(stack)).toEqual({ AWS_LAMBDA_EXEC_WRAPPER: '/opt/datadog_wrapper' });
    expectUntouched(stack, { variables: ['AWS_LAMBDA_EXEC_WRAPPER'] });
    expect(warningIds(stack)).toEqual(['exec-wrapper-taken']);
  });
});

describe('bad input leaves the function without layer and environment, and says why', () => {
  test.each(['nodejs16.x', 'nodejs18.x', 'python3.13', 'java21', 'provided.al2023'])('runtime %s', runtime => {
    const stack = guard(stackUnderTest());
    rawFunction(stack, { runtime });
    expectUntouched(stack);
    expect(warningIds(stack)).toContain('unsupported-runtime');
  });

  test('container image', () => {
    const stack = guard(stackUnderTest());
    const fn = rawFunction(stack, { packageType: 'Image', runtime: undefined, handler: undefined, code: { imageUri: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders:1' } });
    expectUntouched(stack);
    expect(warningIds(stack)).toContain('container-image');
    expect(entryOf(fn, 'guard-layer')).toMatchObject({ state: 'refused' });
  });

  test('runtime that is a token', () => {
    const stack = guard(stackUnderTest());
    rawFunction(stack, { runtime: new CfnParameter(stack, 'Runtime').valueAsString });
    expectUntouched(stack);
    expect(warningIds(stack)).toContain('unknown-runtime');
  });

  test('sixth layer, L2 and L1', () => {
    const arns = [1, 2, 3, 4, 5].map(version => `arn:aws:lambda:eu-central-1:123456789012:layer:tools:${version}`);
    const l2 = guard(stackUnderTest());
    plainFunction(l2, { layers: arns.map((arn, index) => lambda.LayerVersion.fromLayerVersionArn(l2, `Layer${index}`, arn)) });
    expectUntouched(l2, { layers: 5 });
    expect(warningIds(l2)).toEqual(['sixth-layer']);
    const l1 = guard(stackUnderTest());
    rawFunction(l1, { layers: arns });
    expectUntouched(l1, { layers: 5 });
    expect(warningIds(l1)).toContain('sixth-layer');
  });

  test('layers that are an intrinsic function', () => {
    const stack = guard(stackUnderTest());
    const parameter = new CfnParameter(stack, 'Layers', { type: 'CommaDelimitedList' });
    rawFunction(stack, { layers: parameter.valueAsList });
    expect(onlyFunction(stack).Properties.Layers).toEqual({ Ref: 'Layers' });
    expect(warningIds(stack)).toContain('unreadable-layers');
  });

  test('environment that is an intrinsic function', () => {
    const stack = guard(stackUnderTest());
    const given = { 'Fn::If': ['Condition', { A: '1' }, { B: '2' }] };
    rawFunction(stack).addPropertyOverride('Environment.Variables', given);
    expect(onlyFunction(stack).Properties.Environment.Variables).toEqual(given);
    expect(warningIds(stack)).toContain('unreadable-environment');
  });

  test('environment over 4 KB', () => {
    const stack = guard(stackUnderTest());
    plainFunction(stack, { environment: { LARGE: 'x'.repeat(4000) } });
    expectUntouched(stack, { variables: ['LARGE'] });
    expect(warnings(stack).join()).toMatch(/would have 4\d{3} bytes .* Lambda takes 4096.*move large values/s);
  });

  test('a stack that cannot hold assets', () => {
    const stack = guard(stackUnderTest({ synthesizer: new BootstraplessSynthesizer() }));
    const fn = plainFunction(stack);
    expectUntouched(stack);
    expect(warningIds(stack)).toContain('failed');
    expect(entryOf(fn, 'scoped-role')).toMatchObject({ state: 'set' });
  });
});

describe('L1 functions', () => {
  test('get layer and environment beside what they have', () => {
    const stack = guard(stackUnderTest());
    rawFunction(stack, { layers: ['arn:aws:lambda:eu-central-1:123456789012:layer:tools:1'], environment: { variables: { TABLE: Fn.importValue('Table') } } });
    const { Layers, Environment } = onlyFunction(stack).Properties;
    expect(Layers).toHaveLength(2);
    expect(Environment.Variables).toMatchObject({ TABLE: { 'Fn::ImportValue': 'Table' }, NODE_OPTIONS: PRELOAD });
  });

  test('references in the variables of an L2 stay', () => {
    const stack = guard(stackUnderTest());
    const bucket = new s3.Bucket(stack, 'Bucket');
    plainFunction(stack, { environment: { BUCKET: bucket.bucketName } });
    expect(variablesOf(stack)).toMatchObject({ BUCKET: { Ref: expect.stringContaining('Bucket') } });
  });
});
