import { Aspects } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { PLAIN, entryOf, onlyFunction, onlyResource, plainFunction, rawFunction, resourcesOf, stackUnderTest, statementOf } from './app-under-test';
import { LogPlacement, SecuredFunction, ServerlessGuard } from '../../src';
import type { ServerlessGuardOptions } from '../../src';

const MANAGED_LOG_GROUP = { context: { '@aws-cdk/aws-lambda:useCdkManagedLogGroup': true } };

function guard(stack: Stack, options?: ServerlessGuardOptions): Stack {
  Aspects.of(stack).add(new ServerlessGuard(options));
  return stack;
}

function retentionResource(stack: Stack) {
  return onlyResource(stack, 'Custom::LogRetention');
}

describe('SecuredFunction', () => {
  test('has a log group of its own for a year', () => {
    const stack = stackUnderTest();
    new SecuredFunction(stack, 'Orders', PLAIN);
    expect(onlyResource(stack, 'AWS::Logs::LogGroup').Properties).toEqual({ RetentionInDays: 365 });
    expect(onlyFunction(stack).Properties.LoggingConfig.LogGroup).toEqual({ Ref: expect.stringContaining('LogGroup') });
  });

  test('hands out that group and makes no custom resource', () => {
    const asked = stackUnderTest();
    const fn = new SecuredFunction(asked, 'Orders', PLAIN);
    expect(fn.logGroup).toBe(fn.logGroup);
    const unasked = stackUnderTest();
    new SecuredFunction(unasked, 'Orders', PLAIN);
    expect(Template.fromStack(asked).toJSON()).toEqual(Template.fromStack(unasked).toJSON());
    expect(resourcesOf(asked, 'Custom::LogRetention')).toEqual([]);
  });

  test('keeps a group that was given', () => {
    const stack = stackUnderTest();
    const given = new logs.LogGroup(stack, 'Given', { retention: logs.RetentionDays.ONE_WEEK });
    const fn = new SecuredFunction(stack, 'Orders', { ...PLAIN, logGroup: given });
    expect(fn.logGroup).toBe(given);
    expect(onlyResource(stack, 'AWS::Logs::LogGroup').Properties.RetentionInDays).toBe(7);
    expect(statementOf(stack, 'WriteOwnLogs')?.Resource).toEqual({ 'Fn::GetAtt': [expect.stringContaining('Given'), 'Arn'] });
  });

  test('keeps logRetention', () => {
    const stack = stackUnderTest();
    new SecuredFunction(stack, 'Orders', { ...PLAIN, logRetention: logs.RetentionDays.ONE_MONTH });
    expect(retentionResource(stack).Properties.RetentionInDays).toBe(30);
  });

  test('uses the option', () => {
    const stack = stackUnderTest();
    new SecuredFunction(stack, 'Orders', { ...PLAIN, retention: logs.RetentionDays.TEN_YEARS });
    expect(onlyResource(stack, 'AWS::Logs::LogGroup').Properties.RetentionInDays).toBe(3653);
  });
});

describe('a plain function', () => {
  test('keeps its logs where they are, for a year', () => {
    const stack = guard(stackUnderTest());
    const fn = plainFunction(stack);
    expect(onlyFunction(stack).Properties).not.toHaveProperty('LoggingConfig');
    expect(retentionResource(stack).Properties).toMatchObject({ RetentionInDays: 365, LogGroupName: { 'Fn::Join': ['', ['/aws/lambda/', { Ref: expect.stringMatching(/^Orders/) }]] } });
    expect(entryOf(fn, 'log-retention')).toMatchObject({ state: 'set' });
  });

  test('moves to a group of its own when asked', () => {
    const stack = guard(stackUnderTest(), { logPlacement: LogPlacement.OWN_GROUP });
    plainFunction(stack);
    expect(onlyResource(stack, 'AWS::Logs::LogGroup').Properties).toEqual({ RetentionInDays: 365 });
    expect(resourcesOf(stack, 'Custom::LogRetention')).toEqual([]);
  });

  test('an L1 keeps its logs where they are', () => {
    const stack = guard(stackUnderTest());
    rawFunction(stack);
    expect(retentionResource(stack).Properties.RetentionInDays).toBe(365);
  });

  test('with a log group of this app without a retention: set there', () => {
    const stack = guard(stackUnderTest());
    const group = new logs.LogGroup(stack, 'Group', { retention: logs.RetentionDays.INFINITE });
    plainFunction(stack, { logGroup: group });
    expect(onlyResource(stack, 'AWS::Logs::LogGroup').Properties.RetentionInDays).toBe(365);
  });

  test('with an imported log group: kept', () => {
    const stack = guard(stackUnderTest());
    const fn = plainFunction(stack, { logGroup: logs.LogGroup.fromLogGroupName(stack, 'Imported', '/central/logs') });
    expect(resourcesOf(stack, 'AWS::Logs::LogGroup')).toEqual([]);
    expect(entryOf(fn, 'log-retention')).toMatchObject({ state: 'kept' });
    expect(JSON.stringify(statementOf(stack, 'WriteOwnLogs')?.Resource)).toContain(':log-group:/central/logs:*');
  });

  test('with the group of CDK\'s feature flag: kept, and no circle', () => {
    const stack = guard(stackUnderTest({}, MANAGED_LOG_GROUP));
    plainFunction(stack);
    expect(onlyResource(stack, 'AWS::Logs::LogGroup').Properties.RetentionInDays).toBe(731);
    expect(JSON.stringify(statementOf(stack, 'WriteOwnLogs')?.Resource)).toContain(':log-group:/aws/lambda/Shop-Orders');
  });

  test('whose log group somebody read: the custom resource that keeps for ever now keeps for a year', () => {
    const stack = guard(stackUnderTest());
    plainFunction(stack).logGroup.addStream('Audit');
    expect(retentionResource(stack).Properties.RetentionInDays).toBe(365);
  });

  test('with logRetention: kept, even if for ever', () => {
    const stack = guard(stackUnderTest());
    const fn = plainFunction(stack, { logRetention: logs.RetentionDays.INFINITE });
    expect(retentionResource(stack).Properties).not.toHaveProperty('RetentionInDays');
    expect(entryOf(fn, 'log-retention')).toMatchObject({ state: 'kept' });
  });

  test('with a property override of the log group: kept', () => {
    const stack = guard(stackUnderTest());
    const fn = plainFunction(stack);
    (fn.node.defaultChild as lambda.CfnFunction).addPropertyOverride('LoggingConfig.LogGroup', '/central/logs');
    expect(onlyFunction(stack).Properties.LoggingConfig).toEqual({ LogGroup: '/central/logs' });
    expect(resourcesOf(stack, 'Custom::LogRetention')).toEqual([]);
  });
});
