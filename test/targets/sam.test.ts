import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnResource } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as sam from 'aws-cdk-lib/aws-sam';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { GuardLoader, HardeningMeasure, LogPlacement, ServerlessGuard } from '../../src';
import type { ServerlessGuardOptions } from '../../src';
import { resourcesOf, stackUnderTest, warningIds, warnings } from '../hardening/app-under-test';

const SAM = 'AWS::Serverless::Function';
const LAYER = 'arn:aws:lambda:eu-central-1:123456789012:layer:tools:1';
const GUARD_LAYER = { Ref: expect.stringContaining('ServerlessGuardLayer') };
const PRELOAD = '--require /opt/serverless-guard/preload.cjs';
const OWN = { CodeUri: 's3://code/orders.zip', Handler: 'index.handler' };

const folder = mkdtempSync(join(tmpdir(), 'sam-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

/** A SAM template, included and protected. */
function included(globals: unknown, properties: object = {}, options: ServerlessGuardOptions = {}) {
  const templateFile = join(folder, `${Math.random()}.json`);
  writeFileSync(templateFile, JSON.stringify({
    Transform: 'AWS::Serverless-2016-10-31',
    Parameters: { Options: { Type: 'String', Default: '' } },
    Conditions: { X: { 'Fn::Equals': [{ Ref: 'Options' }, ''] } },
    Globals: globals,
    Resources: { Orders: { Type: SAM, Properties: { ...OWN, ...properties } } },
  }));
  const stack = stackUnderTest();
  new CfnInclude(stack, 'Included', { templateFile });
  ServerlessGuard.protect(stack, options);
  return stack;
}

const samFunction = (stack: ReturnType<typeof stackUnderTest>) => resourcesOf(stack, SAM)[0]!.Properties;
const ledgerIn = (stack: ReturnType<typeof stackUnderTest>) => resourcesOf(stack, SAM)[0]!.Metadata!['cdk-serverless-guard'].entries;

describe('what a function has from Globals', () => {
  test('NODE_OPTIONS and layers are added to, not replaced', () => {
    const stack = included({ Function: { Runtime: 'nodejs22.x', Layers: [LAYER], Environment: { Variables: { NODE_OPTIONS: '--enable-source-maps', TABLE: 'orders' } } } });
    const { Layers, Environment, Runtime } = samFunction(stack);
    expect(Runtime).toBeUndefined();
    expect(Layers).toEqual([GUARD_LAYER]);
    expect(Environment.Variables).toMatchObject({ NODE_OPTIONS: `${PRELOAD} --enable-source-maps`, SERVERLESS_GUARD_MODE: 'block' });
    expect(Environment.Variables).not.toHaveProperty('TABLE');
    expect(Template.fromStack(stack).toJSON().Globals.Function.Layers).toEqual([LAYER]);
  });

  test('a reference in NODE_OPTIONS stays', () => {
    const { Environment } = samFunction(included({ Function: { Runtime: 'nodejs22.x', Environment: { Variables: { NODE_OPTIONS: { Ref: 'Options' } } } } }));
    expect(Environment.Variables.NODE_OPTIONS).toEqual({ 'Fn::Join': [' ', [PRELOAD, { Ref: 'Options' }]] });
  });

  test('its own NODE_OPTIONS hide those of Globals, as in SAM', () => {
    const { Environment } = samFunction(included(
      { Function: { Runtime: 'nodejs22.x', Environment: { Variables: { NODE_OPTIONS: '--inspect' } } } },
      { Environment: { Variables: { NODE_OPTIONS: '--enable-source-maps' } } },
    ));
    expect(Environment.Variables.NODE_OPTIONS).toBe(`${PRELOAD} --enable-source-maps`);
  });

  test('own layers come after those of Globals, the guard\'s last', () => {
    expect(samFunction(included({ Function: { Runtime: 'nodejs22.x', Layers: [LAYER] } }, { Layers: [LAYER] })).Layers).toEqual([LAYER, GUARD_LAYER]);
  });

  test('layers of both count', () => {
    const stack = included({ Function: { Runtime: 'nodejs22.x', Layers: [LAYER, LAYER, LAYER] } }, { Layers: [LAYER, LAYER] });
    expect(samFunction(stack).Layers).toEqual([LAYER, LAYER]);
    expect(warningIds(stack)).toContain('sixth-layer');
  });

  test.each([
    ['layers', { Layers: { 'Fn::If': ['X', [LAYER], { Ref: 'AWS::NoValue' }] } }, 'unreadable-layers'],
    ['variables', { Environment: { Variables: { 'Fn::Transform': { Name: 'AWS::Include' } } } }, 'unreadable-environment'],
    ['runtime', { Runtime: 'python3.13' }, 'unsupported-runtime'],
    ['package type', { PackageType: 'Image' }, 'container-image'],
  ])('%s that the guard cannot add to', (_, globals, warning) => {
    const stack = included({ Function: { Runtime: 'nodejs22.x', ...globals } });
    expect(samFunction(stack)).toEqual({ ...OWN, RecursiveLoop: 'Terminate', ...(warning !== 'container-image' && { RuntimeManagementConfig: { UpdateRuntimeOn: 'Auto' } }) });
    expect(warningIds(stack)).toContain(warning);
  });

  test('what Globals set is kept', () => {
    const stack = included({ Function: { Runtime: 'nodejs22.x', RecursiveLoop: 'Allow', RuntimeManagementConfig: { UpdateRuntimeOn: 'Manual' }, Tracing: 'PassThrough', LoggingConfig: { LogGroup: 'orders' } } }, {}, { alsoSet: [HardeningMeasure.TRACING] });
    for (const name of ['RecursiveLoop', 'RuntimeManagementConfig', 'Tracing', 'LoggingConfig']) expect(samFunction(stack)).not.toHaveProperty(name);
    expect(ledgerIn(stack)).toContainEqual({ measure: 'log-retention', state: 'kept', reason: 'its log group is given' });
  });

  test('Globals that nobody can read leave the function alone', () => {
    const stack = included({ Function: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://x/y' } } } });
    expect(samFunction(stack)).toEqual(OWN);
    expect(warnings(stack).join()).toMatch(/Globals of its template are an intrinsic function/);
  });
});

describe('what is set', () => {
  test('SAM\'s own properties', () => {
    const stack = included({}, { Runtime: 'nodejs22.x' }, { logPlacement: LogPlacement.OWN_GROUP, alsoSet: [HardeningMeasure.TRACING, HardeningMeasure.LOG_FORMAT, HardeningMeasure.FAILURE_HANDLING] });
    expect(samFunction(stack)).toMatchObject({
      Tracing: 'Active',
      RecursiveLoop: 'Terminate',
      RuntimeManagementConfig: { UpdateRuntimeOn: 'Auto' },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: expect.stringContaining('LogGroup') } },
    });
    expect(samFunction(stack)).not.toHaveProperty('TracingConfig');
    expect(resourcesOf(stack, 'AWS::Lambda::EventInvokeConfig')[0]!.Properties.FunctionName).toEqual({ Ref: 'Orders' });
    expect(resourcesOf(stack, 'AWS::CloudWatch::Alarm')[0]!.Properties.Dimensions).toEqual([{ Name: 'FunctionName', Value: { Ref: 'Orders' } }]);
  });

  test('asynchronous invocations that SAM configures are kept', () => {
    const stack = included({}, { Runtime: 'nodejs22.x', EventInvokeConfig: { MaximumRetryAttempts: 2 } }, { alsoSet: [HardeningMeasure.FAILURE_HANDLING] });
    expect(resourcesOf(stack, 'AWS::Lambda::EventInvokeConfig')).toEqual([]);
  });

  test('the handler, with the one that Globals set behind it', () => {
    const stack = stackUnderTest();
    new sam.CfnFunction(stack, 'Sam', { runtime: 'nodejs22.x', handler: 'index.handler', codeUri: 's3://code/orders.zip' });
    ServerlessGuard.protect(stack, { loader: GuardLoader.HANDLER });
    expect(samFunction(stack)).toMatchObject({ Handler: '/opt/serverless-guard/handler.handler', Environment: { Variables: { SERVERLESS_GUARD_HANDLER: 'index.handler' } } });
  });

  test('typed and raw functions alike', () => {
    const typed = stackUnderTest();
    new sam.CfnFunction(typed, 'Sam', { runtime: 'nodejs22.x', handler: 'index.handler', codeUri: 's3://code/orders.zip', layers: [LAYER], environment: { variables: { NODE_OPTIONS: '--enable-source-maps' } } });
    const raw = stackUnderTest();
    new CfnResource(raw, 'Sam', { type: SAM, properties: { Runtime: 'nodejs22.x', ...OWN, Layers: [LAYER], Environment: { Variables: { NODE_OPTIONS: '--enable-source-maps' } } } });
    for (const stack of [typed, raw]) {
      ServerlessGuard.protect(stack);
      expect(samFunction(stack)).toMatchObject({ Layers: [LAYER, GUARD_LAYER], Environment: { Variables: { NODE_OPTIONS: `${PRELOAD} --enable-source-maps` } } });
    }
  });
});

test('the role that SAM makes is reported with what can be done about it', () => {
  const stack = included({}, { Runtime: 'nodejs22.x' });
  expect(warningIds(stack)).toEqual(['foreign-role']);
  expect(warnings(stack).join()).toMatch(/AWSLambdaBasicExecutionRole.*narrow its Policies/s);
  expect(samFunction(stack)).not.toHaveProperty('Policies');
});
