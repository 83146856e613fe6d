import { App, Aws, CfnResource, Duration, Fn, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LambdaDestination as FunctionDestination, SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import * as sns from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { PLAIN, entryOf, onlyResource, plainFunction, resourcesOf, stackUnderTest, statementOf, warningIds } from './app-under-test';
import { HardeningMeasure, SecuredFunction, ServerlessGuard } from '../../src';
import type { SecuredFunctionProps } from '../../src';

function secured(props: Partial<SecuredFunctionProps> = {}) {
  const stack = stackUnderTest();
  return { stack, fn: new SecuredFunction(stack, 'Orders', { ...PLAIN, ...props }) };
}

beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

const CONFIG = 'AWS::Lambda::EventInvokeConfig';
const OWN_QUEUE = { 'Fn::GetAtt': [expect.stringContaining('FailedEvents'), 'Arn'] };

function everyDay(fn: lambda.IFunction): void {
  new events.Rule(fn.stack, `Nightly${fn.node.id}`, { schedule: events.Schedule.rate(Duration.days(1)), targets: [new targets.LambdaFunction(fn)] });
}

test('retries and age are capped, without a queue where nothing invokes asynchronously', () => {
  const { stack } = secured();
  expect(onlyResource(stack, 'AWS::Lambda::EventInvokeConfig').Properties).toEqual({
    FunctionName: { Ref: expect.any(String) }, Qualifier: '$LATEST', MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 3600,
  });
  expect(resourcesOf(stack, 'AWS::SQS::Queue')).toEqual([]);
});

test('what fails goes to an encrypted queue where a service invokes it asynchronously', () => {
  const { stack, fn } = secured();
  everyDay(fn);
  expect(onlyResource(stack, CONFIG).Properties.DestinationConfig).toEqual({ OnFailure: { Destination: OWN_QUEUE } });
  expect(statementOf(stack, 'SendFailedEvents')).toMatchObject({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: OWN_QUEUE });
  expect(onlyResource(stack, 'AWS::SQS::Queue').Properties).toMatchObject({ SqsManagedSseEnabled: true });
});

test('a dead-letter queue of the user stays the only one', () => {
  const stack = stackUnderTest();
  const fn = new SecuredFunction(stack, 'Orders', { ...PLAIN, deadLetterQueue: new sqs.Queue(stack, 'Mine') });
  everyDay(fn);
  onlyResource(stack, 'AWS::SQS::Queue');
});

describe('what the app has configured is kept', () => {
  test.each<[string, (fn: SecuredFunction) => void]>([
    ['properties', () => undefined],
    ['a construct of its own', fn => new lambda.EventInvokeConfig(fn.stack, 'Mine', { function: fn, retryAttempts: 0, maxEventAge: Duration.hours(3) })],
    ['a later call', fn => fn.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.hours(3) })],
  ])('by %s', (how, configureIt) => {
    const { stack, fn } = secured(how === 'properties' ? { retryAttempts: 0, maxEventAge: Duration.hours(3) } : {});
    configureIt(fn);
    expect(onlyResource(stack, CONFIG).Properties).toMatchObject({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 10_800 });
    expect(entryOf(fn, 'failure-handling')).toMatchObject({ state: 'kept' });
  });

  test('in part: the rest is set beside it', () => {
    const { stack, fn } = secured();
    fn.configureAsyncInvoke({ retryAttempts: 0 });
    everyDay(fn);
    expect(onlyResource(stack, CONFIG).Properties).toMatchObject({
      MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 3600, DestinationConfig: { OnFailure: { Destination: OWN_QUEUE } },
    });
  });

  test('a destination of the user stays the only one', () => {
    const { stack, fn } = secured();
    fn.configureAsyncInvoke({ onFailure: new SqsDestination(new sqs.Queue(stack, 'Mine')), onSuccess: new SqsDestination(new sqs.Queue(stack, 'Done')) });
    everyDay(fn);
    expect(onlyResource(stack, CONFIG).Properties.DestinationConfig.OnFailure.Destination).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Mine/), 'Arn'] });
    expect(resourcesOf(stack, 'AWS::SQS::Queue')).toHaveLength(2);
  });
});

describe('a service that invokes asynchronously is seen', () => {
  const arnOf = (fn: lambda.Function) => fn.functionArn;
  const raw = (fn: lambda.Function, type: string, properties: object, stack = fn.stack) => new CfnResource(stack, 'Trigger', { type, properties: { ...properties } });

  const TRIGGERS: Record<string, [string, (fn: lambda.Function) => void]> = {
    'a permission': ['s3', fn => fn.addPermission('S3', { principal: new iam.ServicePrincipal('s3.amazonaws.com') })],
    'a permission in China': ['s3', fn => raw(fn, 'AWS::Lambda::Permission', { FunctionName: arnOf(fn), Principal: 's3.amazonaws.com.cn', Action: 'lambda:InvokeFunction' })],
    'a permission of a region\'s logs': ['logs', fn => fn.addPermission('Logs', { principal: new iam.ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`) })],
    'a rule': ['events', everyDay],
    'a rule of another stack': ['events', fn => {
      const other = new Stack(App.of(fn) as App, 'Rules');
      new events.CfnRule(other, 'Rule', { scheduleExpression: 'rate(1 day)', targets: [{ id: 'fn', arn: arnOf(fn) }] });
    }],
    'a topic': ['sns', fn => new sns.Topic(fn.stack, 'Topic').addSubscription(new LambdaSubscription(fn))],
    'a topic with its subscriptions': ['sns', fn => new sns.CfnTopic(fn.stack, 'Topic', { subscription: [{ protocol: 'lambda', endpoint: arnOf(fn) }] })],
    'a bucket': ['s3', fn => new s3.Bucket(fn.stack, 'Uploads').addEventNotification(s3.EventType.OBJECT_CREATED, new LambdaDestination(fn))],
    'a bucket\'s own notifications': ['s3', fn => raw(fn, 'AWS::S3::Bucket', { NotificationConfiguration: { LambdaConfigurations: [{ Function: arnOf(fn) }] } })],
    'a schedule': ['scheduler', fn => raw(fn, 'AWS::Scheduler::Schedule', { Target: { Arn: arnOf(fn), RoleArn: 'arn:aws:iam::123456789012:role/given' } })],
    'a topic rule of IoT': ['iot', fn => raw(fn, 'AWS::IoT::TopicRule', { TopicRulePayload: { Sql: 'x', Actions: [{ S3: {} }, { Lambda: { FunctionArn: arnOf(fn) } }] } })],
    'a receipt rule of SES': ['ses', fn => raw(fn, 'AWS::SES::ReceiptRule', { Rule: { Actions: [{ LambdaAction: { FunctionArn: arnOf(fn) } }] } })],
    'an alarm': ['cloudwatch', fn => raw(fn, 'AWS::CloudWatch::Alarm', { AlarmActions: [arnOf(fn)] })],
    'another function\'s destination': ['lambda', fn => raw(fn, CONFIG, { FunctionName: 'other', DestinationConfig: { OnSuccess: { Destination: arnOf(fn) } } })],
    'Fn::Sub': ['events', fn => raw(fn, 'AWS::Events::Rule', { Targets: [{ Arn: Fn.sub(`\${${fn.stack.getLogicalId(fn.node.defaultChild as lambda.CfnFunction)}.Arn}`) }] })],
    'its literal name': ['events', fn => raw(fn, 'AWS::Events::Rule', { Targets: [{ Arn: Fn.sub('arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:orders') }] })],
  };

  test.each(Object.entries(TRIGGERS))('%s', (_, [service, invoke]) => {
    const { stack, fn } = secured({ functionName: 'orders' });
    invoke(fn);
    expect(entryOf(fn, 'failure-handling')).toMatchObject({ state: 'set', reason: `1 retry within 1 hour, then a queue, since ${service} invokes asynchronously` });
    expect(resourcesOf(stack, CONFIG).find(({ Properties }) => Properties.FunctionName !== 'other')?.Properties.DestinationConfig.OnFailure.Destination).toEqual(OWN_QUEUE);
  });

  test.each<[string, (fn: lambda.Function) => void]>([
    ['an API', fn => fn.addPermission('Api', { principal: new iam.ServicePrincipal('apigateway.amazonaws.com') })],
    ['a queue', fn => fn.addEventSource(new SqsEventSource(new sqs.Queue(fn.stack, 'Mine')))],
    ['a rule for a queue of the same name', fn => raw(fn, 'AWS::Events::Rule', { Targets: [{ Arn: 'arn:aws:sqs:eu-central-1:123456789012:orders' }] })],
    ['a rule of another function', fn => everyDay(plainFunction(fn.stack, {}, 'Other'))],
  ])('%s is none', (_, invoke) => {
    const { fn } = secured({ functionName: 'orders' });
    invoke(fn);
    expect(entryOf(fn, 'failure-handling')).toMatchObject({ reason: '1 retry within 1 hour' });
  });
});

describe('aliases and versions that are invoked asynchronously', () => {
  const configFor = (stack: Stack, qualifier: unknown) => resourcesOf(stack, CONFIG).filter(({ Properties }) => isEqual(Properties.Qualifier, qualifier));
  const isEqual = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

  test('have a configuration of their own, since that of the function does not hold for them', () => {
    const { stack, fn } = secured();
    everyDay(fn.addAlias('live'));
    fn.addAlias('idle');
    expect(configFor(stack, 'live')).toEqual([expect.objectContaining({
      Properties: expect.objectContaining({ MaximumRetryAttempts: 1, DestinationConfig: { OnFailure: { Destination: OWN_QUEUE } } }),
      DependsOn: [expect.stringContaining('Aliaslive')],
    })]);
    expect(configFor(stack, '$LATEST')[0]?.Properties).not.toHaveProperty('DestinationConfig');
    expect(configFor(stack, 'idle')).toEqual([]);
  });

  test('a version too', () => {
    const { stack, fn } = secured();
    everyDay(fn.currentVersion);
    expect(resourcesOf(stack, CONFIG).map(({ Properties }) => Properties.Qualifier)).toContainEqual({ 'Fn::GetAtt': [expect.stringContaining('CurrentVersion'), 'Version'] });
  });

  test('keep the configuration that they have', () => {
    const { stack, fn } = secured();
    const alias = fn.addAlias('live', { retryAttempts: 2, maxEventAge: Duration.hours(6), onFailure: new SqsDestination(new sqs.Queue(stack, 'Mine')) });
    everyDay(alias);
    expect(resourcesOf(stack, CONFIG)).toHaveLength(2);
    expect(resourcesOf(stack, 'AWS::SQS::Queue')).toHaveLength(1);
  });
});

describe('options', () => {
  test('retries and event age', () => {
    const { stack } = secured();
    ServerlessGuard.protect(stack, { retryAttempts: 0, maxEventAge: Duration.minutes(5) });
    expect(onlyResource(stack, CONFIG).Properties).toMatchObject({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 300 });
  });

  test('onFailure is where failed events of every function go, and the role may send there', () => {
    const stack = stackUnderTest();
    const queue = new sqs.Queue(stack, 'Failed');
    ServerlessGuard.protect(stack, { onFailure: new SqsDestination(queue), alsoSet: [HardeningMeasure.FAILURE_HANDLING] });
    everyDay(plainFunction(stack));
    expect(onlyResource(stack, CONFIG).Properties.DestinationConfig.OnFailure.Destination).toEqual(stack.resolve(queue.queueArn));
    expect(JSON.stringify(resourcesOf(stack, 'AWS::IAM::Policy'))).toContain('sqs:SendMessage');
    onlyResource(stack, 'AWS::SQS::Queue');
  });

  test('the function that reads all failed events does not send its own to itself', () => {
    const { stack, fn } = secured();
    const reader = new SecuredFunction(stack, 'Reader', PLAIN);
    for (const each of [fn, reader]) everyDay(each);
    ServerlessGuard.protect(stack, { onFailure: new FunctionDestination(reader) });
    const destinations = resourcesOf(stack, CONFIG).map(({ Properties }) => Properties.DestinationConfig.OnFailure.Destination);
    expect(destinations).toEqual([{ 'Fn::GetAtt': [expect.stringMatching(/^Reader(?!.*FailedEvents)/), 'Arn'] }, OWN_QUEUE]);
  });

  test('given to the construct they are CDK\'s own', () => {
    const stack = stackUnderTest();
    const queue = new sqs.Queue(stack, 'Failed');
    const onFailure = new SqsDestination(queue);
    const fn = new SecuredFunction(stack, 'Orders', { ...PLAIN, onFailure, retryAttempts: 2, maxEventAge: Duration.hours(6) });
    everyDay(fn);
    expect(onlyResource(stack, CONFIG).Properties).toMatchObject({
      MaximumRetryAttempts: 2, DestinationConfig: { OnFailure: { Destination: stack.resolve(queue.queueArn) } },
    });
    expect(entryOf(fn, 'failure-handling')).toMatchObject({ state: 'kept' });
  });
});

test('where the role cannot be allowed to send, events are capped, and the loss is said', () => {
  const stack = stackUnderTest();
  const fn = new SecuredFunction(stack, 'Orders', { ...PLAIN, role: iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/given') });
  everyDay(fn);
  expect(onlyResource(stack, CONFIG).Properties).not.toHaveProperty('DestinationConfig');
  expect(warningIds(stack)).toEqual(['failed-events-lost', 'foreign-role']);
});
