import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { PLAIN, entryOf, onlyResource, resourcesOf, stackUnderTest, statementOf } from './app-under-test';
import { SecuredFunction } from '../../src';
import type { SecuredFunctionProps } from '../../src';

function secured(props: Partial<SecuredFunctionProps> = {}) {
  const stack = stackUnderTest();
  return { stack, fn: new SecuredFunction(stack, 'Orders', { ...PLAIN, ...props }) };
}

test('retries and age are capped, without a queue where nothing invokes asynchronously', () => {
  const { stack } = secured();
  expect(onlyResource(stack, 'AWS::Lambda::EventInvokeConfig').Properties).toEqual({
    FunctionName: { Ref: expect.any(String) }, Qualifier: '$LATEST', MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 3600,
  });
  expect(resourcesOf(stack, 'AWS::SQS::Queue')).toEqual([]);
});

test.each<[string, (fn: SecuredFunction) => void]>([
  ['a rule', fn => new events.Rule(fn.stack, 'Nightly', { schedule: events.Schedule.rate(Duration.days(1)), targets: [new targets.LambdaFunction(fn)] })],
  ['a bucket', fn => new s3.Bucket(fn.stack, 'Uploads').addEventNotification(s3.EventType.OBJECT_CREATED, new LambdaDestination(fn))],
])('what fails goes to a queue where %s invokes it', (_, invoke) => {
  const { stack, fn } = secured();
  invoke(fn);
  const queue = { 'Fn::GetAtt': [expect.stringContaining('FailedEvents'), 'Arn'] };
  expect(onlyResource(stack, 'AWS::Lambda::EventInvokeConfig').Properties.DestinationConfig).toEqual({ OnFailure: { Destination: queue } });
  expect(statementOf(stack, 'SendFailedEvents')).toMatchObject({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queue });
  expect(onlyResource(stack, 'AWS::SQS::Queue').Properties).toMatchObject({ SqsManagedSseEnabled: true });
});

test('a dead-letter queue of the user stays the only one', () => {
  const stack = stackUnderTest();
  const fn = new SecuredFunction(stack, 'Orders', { ...PLAIN, deadLetterQueue: new sqs.Queue(stack, 'Mine') });
  new events.Rule(stack, 'Nightly', { schedule: events.Schedule.rate(Duration.days(1)), targets: [new targets.LambdaFunction(fn)] });
  onlyResource(stack, 'AWS::SQS::Queue');
});

test.each<[string, (fn: SecuredFunction) => void]>([
  ['properties', () => undefined],
  ['a construct of its own', fn => new lambda.EventInvokeConfig(fn.stack, 'Mine', { function: fn, retryAttempts: 0 })],
  ['a later call', fn => fn.configureAsyncInvoke({ retryAttempts: 0 })],
])('configured by %s: kept', (how, configure) => {
  const { stack, fn } = secured(how === 'properties' ? { retryAttempts: 0 } : {});
  configure(fn);
  expect(onlyResource(stack, 'AWS::Lambda::EventInvokeConfig').Properties.MaximumRetryAttempts).toBe(0);
  expect(entryOf(fn, 'failure-handling')).toMatchObject({ state: 'kept' });
});
