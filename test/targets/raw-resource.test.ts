import { CfnResource } from 'aws-cdk-lib';
import { GuardLoader, HardeningMeasure, ServerlessGuard } from '../../src';
import type { ServerlessGuardOptions } from '../../src';
import { findTarget } from '../../src/targets/find-target';
import { onlyFunction, stackUnderTest, warningIds } from '../hardening/app-under-test';

const GIVEN = {
  Role: 'arn:aws:iam::123456789012:role/given',
  Handler: 'index.handler',
  Runtime: 'nodejs24.x',
  Code: { ZipFile: 'exports.handler = async () => ({});' },
};

/** A stack with one function that is no more than a type string and properties. */
function rawStack(properties: object = {}, options: ServerlessGuardOptions = {}) {
  const stack = stackUnderTest();
  new CfnResource(stack, 'Raw', { type: 'AWS::Lambda::Function', properties: { ...GIVEN, ...properties } });
  ServerlessGuard.protect(stack, options);
  return stack;
}

beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

test('a raw resource is guarded, and keeps what it has', () => {
  const given = { Layers: ['arn:aws:lambda:eu-central-1:123456789012:layer:tools:1'], Environment: { Variables: { TABLE: 'orders' } }, RecursiveLoop: 'Allow' };
  const { Properties } = onlyFunction(rawStack(given));
  expect(Properties).toMatchObject({ ...GIVEN, RecursiveLoop: 'Allow', RuntimeManagementConfig: { UpdateRuntimeOn: 'Auto' } });
  expect(Properties.Layers).toEqual([...given.Layers, { Ref: expect.stringContaining('ServerlessGuardLayer') }]);
  expect(Properties.Environment.Variables).toMatchObject({ TABLE: 'orders', SERVERLESS_GUARD_MODE: 'block' });
});

test('its role stays as it is, with a warning', () => {
  const stack = rawStack();
  expect(onlyFunction(stack).Properties).toMatchObject({ Role: GIVEN.Role, RecursiveLoop: 'Terminate' });
  expect(warningIds(stack)).toEqual(['foreign-role']);
});

test('what is asked for is set', () => {
  const { Properties } = onlyFunction(rawStack({}, { loader: GuardLoader.HANDLER, alsoSet: [HardeningMeasure.LOG_FORMAT] }));
  expect(Properties).toMatchObject({ Handler: expect.stringContaining('serverless-guard'), LoggingConfig: { LogFormat: 'JSON' } });
  expect(Properties.Environment.Variables).toMatchObject({ SERVERLESS_GUARD_HANDLER: 'index.handler' });
});

test('a log group that is given is kept', () => {
  const LoggingConfig = { LogGroup: { Ref: 'Group' } };
  const stack = stackUnderTest();
  new CfnResource(stack, 'Group', { type: 'AWS::Logs::LogGroup' });
  const fn = new CfnResource(stack, 'Raw', { type: 'AWS::Lambda::Function', properties: { ...GIVEN, LoggingConfig } });
  ServerlessGuard.protect(stack);
  expect(onlyFunction(stack).Properties).toMatchObject({ LoggingConfig });
  expect(ServerlessGuard.ledgerOf(fn)).toContainEqual({ measure: 'log-retention', state: 'set', reason: 'its log group keeps events for 365 days' });
});

test('a resource of another copy of aws-cdk-lib is left alone', () => {
  const fn = new CfnResource(stackUnderTest(), 'Raw', { type: 'AWS::Lambda::Function', properties: GIVEN });
  // Another copy shares the symbols that CDK marks its classes with, not the classes.
  const isCfnResource = jest.spyOn(CfnResource, 'isCfnResource').mockReturnValue(true);
  Object.setPrototypeOf(fn, Object.create(Object.getPrototypeOf(CfnResource.prototype), { cfnResourceType: { value: fn.cfnResourceType } }));
  expect(findTarget(fn)).toMatchObject({ kind: 'leftAlone', leftAlone: { kind: 'other-copy' } });
  isCfnResource.mockRestore();
});
