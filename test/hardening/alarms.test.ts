import { Aspects, CfnParameter, CfnResource, Duration } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { LambdaAction, SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sam from 'aws-cdk-lib/aws-sam';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { PLAIN, entryOf, plainFunction, rawFunction, resourcesOf, stackUnderTest, warningIds } from './app-under-test';
import { GuardMode, SecuredFunction, ServerlessGuard } from '../../src';
import type { ServerlessGuardOptions } from '../../src';

beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

function guard(stack: Stack, options?: ServerlessGuardOptions): Stack {
  Aspects.of(stack).add(new ServerlessGuard(options));
  return stack;
}

function samFunction(stack: Stack, props: Partial<sam.CfnFunctionProps>): sam.CfnFunction {
  return new sam.CfnFunction(stack, 'Orders', { runtime: 'nodejs22.x', handler: 'index.handler', codeUri: 's3://code/orders.zip', ...props });
}

function alarmNamed(stack: Stack, name: string) {
  const found = Object.entries(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm')).filter(([id]) => id.replace(/[0-9A-F]{8}$/, '').endsWith(`ServerlessGuard${name}`));
  expect(found).toHaveLength(1);
  return found[0]![1].Properties;
}

function metricNames(stack: Stack): string[] {
  return resourcesOf(stack, 'AWS::CloudWatch::Alarm').map(alarm => alarm.Properties.MetricName).sort();
}

const OF_THIS_FUNCTION = [{ Name: 'FunctionName', Value: { Ref: expect.stringMatching(/^Orders/) } }];

test('an attack that was blocked sets one off, silence does not', () => {
  const stack = guard(stackUnderTest());
  plainFunction(stack);
  expect(alarmNamed(stack, 'AttacksAlarm')).toMatchObject({
    Namespace: 'ServerlessGuard', MetricName: 'AttacksBlocked', Dimensions: OF_THIS_FUNCTION, Statistic: 'Sum', Threshold: 1, EvaluationPeriods: 1, TreatMissingData: 'notBreaching',
  });
});

test('a function that is invoked without a heartbeat sets one off, after longer than the guard may be silent', () => {
  const stack = guard(stackUnderTest());
  plainFunction(stack);
  const { Metrics, EvaluationPeriods, TreatMissingData } = alarmNamed(stack, 'HeartbeatAlarm');
  expect(Metrics.find((metric: any) => metric.ReturnData).Expression).toMatch(/invocations.*heartbeat/);
  for (const id of ['invocations', 'heartbeat']) {
    const { MetricStat } = Metrics.find((metric: any) => metric.Id === id);
    expect(MetricStat.Period * (EvaluationPeriods - 1)).toBeGreaterThanOrEqual(5 * 60);
    expect(MetricStat.Metric.Dimensions).toEqual(OF_THIS_FUNCTION);
  }
  expect(TreatMissingData).toBe('notBreaching');
});

test('errors and throttles have theirs', () => {
  const stack = guard(stackUnderTest());
  plainFunction(stack);
  for (const name of ['Errors', 'Throttles']) expect(alarmNamed(stack, `${name}Alarm`)).toMatchObject({ Namespace: 'AWS/Lambda', MetricName: name, Dimensions: OF_THIS_FUNCTION });
});

test('so does a guard that fails itself', () => {
  const stack = guard(stackUnderTest());
  plainFunction(stack);
  expect(alarmNamed(stack, 'GuardErrorsAlarm')).toMatchObject({ Namespace: 'ServerlessGuard', MetricName: 'GuardErrors', Threshold: 1 });
});

test('in report mode an attack sets one off that got through', () => {
  const stack = guard(stackUnderTest(), { mode: GuardMode.REPORT });
  plainFunction(stack);
  expect(alarmNamed(stack, 'AttacksAlarm')).toMatchObject({ MetricName: 'AttacksReported', AlarmDescription: expect.stringContaining('let it pass') });
});

test.each<[string, (stack: Stack) => void]>([
  ['without a guard', stack => rawFunction(guard(stack), { runtime: 'python3.13' })],
  ['whose guard is off', stack => plainFunction(guard(stack, { mode: GuardMode.OFF }))],
])('a function %s has no alarm on the guard\'s metrics', (_, add) => {
  const stack = stackUnderTest();
  add(stack);
  expect(metricNames(stack)).toEqual(['Errors', 'Throttles']);
});

describe('where the function has the thing', () => {
  test.each<[string, (stack: Stack, fn: lambda.Function) => void, object]>([
    ['a DynamoDB stream', (stack, fn) => fn.addEventSource(new DynamoEventSource(
      new dynamodb.TableV2(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, dynamoStream: dynamodb.StreamViewType.NEW_IMAGE }),
      { startingPosition: lambda.StartingPosition.LATEST },
    )), { MetricName: 'IteratorAge', Statistic: 'Maximum', Threshold: 3_600_000, EvaluationPeriods: 3 }],
    ['a Kafka topic', (_, fn) => fn.addEventSourceMapping('Topic', {
      kafkaBootstrapServers: ['broker:9092'], kafkaTopic: 'orders', startingPosition: lambda.StartingPosition.LATEST,
    }), { MetricName: 'OffsetLag', Threshold: 10_000 }],
  ])('%s has an alarm on falling behind', (_, connect, expected) => {
    const stack = guard(stackUnderTest());
    connect(stack, plainFunction(stack));
    plainFunction(stack, {}, 'Other');
    const alarms = resourcesOf(stack, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
    expect(alarms.filter(({ MetricName }) => ['IteratorAge', 'OffsetLag'].includes(MetricName))).toEqual([
      expect.objectContaining({ ...expected, Namespace: 'AWS/Lambda', Dimensions: OF_THIS_FUNCTION }),
    ]);
  });

  test('a queue as a source has none', () => {
    const stack = guard(stackUnderTest());
    plainFunction(stack).addEventSource(new SqsEventSource(new sqs.Queue(stack, 'Queue')));
    expect(metricNames(stack)).not.toContain('IteratorAge');
  });

  const depthOf = (stack: Stack) => resourcesOf(stack, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties)
    .filter(({ Namespace }) => Namespace === 'AWS/SQS').map(({ Dimensions }) => Dimensions[0]);

  test.each<[string, (stack: Stack) => void, unknown]>([
    ['the queue of failure handling', stack => {
      const fn = new SecuredFunction(stack, 'Orders', PLAIN);
      new events.Rule(stack, 'Nightly', { schedule: events.Schedule.expression('rate(1 day)'), targets: [new targets.LambdaFunction(fn)] });
    }, { 'Fn::GetAtt': [expect.stringMatching(/FailedEvents/), 'QueueName'] }],
    ['a queue the user gave', stack => plainFunction(stack, { deadLetterQueue: new sqs.Queue(stack, 'Given') }), { 'Fn::GetAtt': [expect.stringMatching(/^Given/), 'QueueName'] }],
    ['a queue of an L1, by its ARN', stack => rawFunction(stack, { deadLetterConfig: { targetArn: 'arn:aws:sqs:eu-west-1:123456789012:failed' } }), 'failed'],
    ['a queue of an L1, by reference', stack => rawFunction(stack, { deadLetterConfig: { targetArn: new sqs.Queue(stack, 'Given').queueArn } }), { 'Fn::GetAtt': [expect.stringMatching(/^Given/), 'QueueName'] }],
    ['a queue of a SAM function, by its ARN', stack => samFunction(stack, { deadLetterQueue: { type: 'SQS', targetArn: 'arn:aws:sqs:eu-west-1:123456789012:failed' } }), 'failed'],
    ['a queue of a SAM function, by reference', stack => samFunction(stack, { deadLetterQueue: { type: 'SQS', targetArn: new sqs.Queue(stack, 'Given').queueArn } }), { 'Fn::GetAtt': [expect.stringMatching(/^Given/), 'QueueName'] }],
    ['a queue of a raw SAM function', stack => {
      const properties = { Runtime: 'nodejs22.x', Handler: 'index.handler', CodeUri: 's3://code/orders.zip', DeadLetterQueue: { Type: 'SQS', TargetArn: { 'Fn::GetAtt': ['Given', 'Arn'] } } };
      new CfnResource(stack, 'Given', { type: 'AWS::SQS::Queue' });
      new CfnResource(stack, 'Orders', { type: 'AWS::Serverless::Function', properties });
    }, { 'Fn::GetAtt': ['Given', 'QueueName'] }],
  ])('%s has an alarm on its depth', (_, make, queueName) => {
    const stack = guard(stackUnderTest());
    make(stack);
    expect(depthOf(stack)).toEqual([{ Name: 'QueueName', Value: queueName }]);
  });

  test.each<[string, (stack: Stack) => void]>([
    ['an L1', stack => rawFunction(stack, { deadLetterConfig: { targetArn: 'arn:aws:sqs:eu-west-1:123456789012:failed' } })],
    ['an override', stack => rawFunction(stack).addPropertyOverride('DeadLetterConfig.TargetArn', 'arn:aws:sqs:eu-west-1:123456789012:failed')],
    ['a SAM function', stack => samFunction(stack, { deadLetterQueue: { type: 'SQS', targetArn: 'arn:aws:sqs:eu-west-1:123456789012:failed' } })],
  ])('the alarm on the queue of %s counts among the costs', (_, make) => {
    // Attacks, the heartbeat's two, the guard's errors, errors, throttles.
    const [six, seven] = [0.6, 0.7].map(alarmBudgetPerStack => {
      const stack = guard(stackUnderTest(), { alarmBudgetPerStack });
      make(stack);
      return depthOf(stack).length;
    });
    expect([six, seven]).toEqual([0, 1]);
  });

  test.each<[string, (stack: Stack) => string]>([
    ['a topic', () => 'arn:aws:sns:eu-west-1:123456789012:failed'],
    ['a topic by reference', stack => new sns.Topic(stack, 'Given').topicArn],
    ['what only a parameter tells', stack => new CfnParameter(stack, 'Target').valueAsString],
  ])('%s has no depth', (_, targetArn) => {
    const stack = guard(stackUnderTest());
    rawFunction(stack, { deadLetterConfig: { targetArn: targetArn(stack) } });
    expect(depthOf(stack)).toEqual([]);
  });
});

describe('on request', () => {
  const share = { duration: { Warning: { threshold: 80 } }, reservedConcurrency: { Warning: { threshold: 90 } }, concurrency: { Warning: { threshold: 500 } } };

  test('the duration is compared with the function\'s own timeout', () => {
    const stack = guard(stackUnderTest(), { alarms: share });
    plainFunction(stack, { timeout: Duration.seconds(30) });
    expect(alarmNamed(stack, 'DurationAlarm')).toMatchObject({ MetricName: 'Duration', ExtendedStatistic: 'p99', Threshold: 24_000 });
    expect(alarmNamed(stack, 'DurationAlarm')).not.toHaveProperty('Statistic');
  });

  test('a function without a timeout has Lambda\'s', () => {
    const stack = guard(stackUnderTest(), { alarms: share });
    rawFunction(stack);
    expect(alarmNamed(stack, 'DurationAlarm').Threshold).toBe(2400);
  });

  test('a timeout that is not known leaves it out, and says so', () => {
    const stack = guard(stackUnderTest(), { alarms: share });
    rawFunction(stack, { timeout: new CfnParameter(stack, 'Timeout', { type: 'Number' }).valueAsNumber });
    expect(metricNames(stack)).not.toContain('Duration');
    expect(warningIds(stack)).toContain('alarm-without-threshold');
  });

  test('concurrency is a number, or a share of what is reserved', () => {
    const stack = guard(stackUnderTest(), { alarms: share });
    plainFunction(stack, { reservedConcurrentExecutions: 50 });
    plainFunction(stack, {}, 'Unreserved');
    const thresholds = resourcesOf(stack, 'AWS::CloudWatch::Alarm').filter(({ Properties }) => Properties.MetricName === 'ConcurrentExecutions').map(({ Properties }) => Properties.Threshold);
    expect(thresholds.sort()).toEqual([45, 500, 500]);
  });
});

describe('severities', () => {
  test('each makes an alarm of its own, with actions of its own, and the default keeps its id', () => {
    const stack = stackUnderTest();
    const [team, pager] = ['Team', 'Pager'].map(id => new SnsAction(new sns.Topic(stack, id)));
    guard(stack, {
      alarmActions: [team!],
      alarmOkActions: [team!],
      alarms: { errors: { Warning: { threshold: 1 }, Critical: { threshold: 10, period: Duration.minutes(1), evaluationPeriods: 2, actions: [pager!] } } },
    });
    plainFunction(stack);
    const ref = (id: string) => [{ Ref: expect.stringMatching(`^${id}`) }];
    expect(alarmNamed(stack, 'GuardErrorsAlarm')).toMatchObject({ Threshold: 1, AlarmActions: ref('Team'), OKActions: ref('Team') });
    expect(alarmNamed(stack, 'ErrorsCriticalAlarm')).toMatchObject({
      Threshold: 10, Period: 60, EvaluationPeriods: 2, AlarmActions: ref('Pager'), OKActions: ref('Team'), AlarmDescription: 'Critical: The function fails repeatedly',
    });
  });

  test('an empty object leaves the alarm out, and options nearer to the function win', () => {
    const stack = guard(stackUnderTest(), { alarms: { errors: {}, throttles: {} } });
    const fn = plainFunction(stack);
    ServerlessGuard.protect(fn, { alarms: { throttles: { Warning: { threshold: 7 } } } });
    expect(metricNames(stack)).not.toContain('Errors');
    expect(alarmNamed(stack, 'ThrottlesAlarm').Threshold).toBe(7);
    expect(entryOf(fn, 'alarms')?.reason).toBe('attacks, heartbeat, guardErrors, throttles');
  });

  test('a function for which no alarm is asked keeps none', () => {
    const none = Object.fromEntries(['attacks', 'heartbeat', 'guardErrors', 'errors', 'throttles'].map(name => [name, {}]));
    const stack = guard(stackUnderTest(), { alarms: none });
    expect(entryOf(plainFunction(stack), 'alarms')).toMatchObject({ state: 'kept' });
  });
});

test('actions are bound to every alarm, those that make a permission too', () => {
  const stack = stackUnderTest();
  stack.node.setContext('@aws-cdk/aws-cloudwatch-actions:changeLambdaPermissionLogicalIdForLambdaAction', true);
  const topic = new sns.Topic(stack, 'Security');
  const responder = new lambda.Function(stack, 'Responder', PLAIN);
  const scope = new Construct(stack, 'Shop');
  Aspects.of(scope).add(new ServerlessGuard({ alarmActions: [new SnsAction(topic), new LambdaAction(responder)] }));
  plainFunction(scope);
  const alarms = resourcesOf(stack, 'AWS::CloudWatch::Alarm');
  expect(alarms).toHaveLength(5);
  for (const { Properties } of alarms) expect(Properties.AlarmActions).toEqual([{ Ref: expect.stringMatching(/^Security/) }, { 'Fn::GetAtt': [expect.stringMatching(/^Responder/), 'Arn'] }]);
  expect(resourcesOf(stack, 'AWS::Lambda::Permission')).toHaveLength(5);
});
