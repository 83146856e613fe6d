import { Aspects, CfnResource } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { entryOf, plainFunction, rawFunction, resourcesOf, stackUnderTest, warningIds } from './app-under-test';
import { GuardMode, ServerlessGuard } from '../../src';
import type { ServerlessGuardOptions } from '../../src';

function guard(stack: Stack, options?: ServerlessGuardOptions): Stack {
  Aspects.of(stack).add(new ServerlessGuard(options));
  return stack;
}

function alarmNamed(stack: Stack, name: string) {
  const found = Object.entries(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm')).filter(([id]) => id.includes(name));
  expect(found).toHaveLength(1);
  return found[0]![1].Properties;
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

test.each<[string, (stack: Stack) => void]>([
  ['without a guard', stack => rawFunction(guard(stack), { runtime: 'python3.13' })],
  ['whose guard is off', stack => plainFunction(guard(stack, { mode: GuardMode.OFF }))],
])('a function %s has no alarm on the guard\'s metrics', (_, add) => {
  const stack = stackUnderTest();
  add(stack);
  expect(resourcesOf(stack, 'AWS::CloudWatch::Alarm').map(alarm => alarm.Properties.MetricName).sort()).toEqual(['Errors', 'Throttles']);
});

test('actions are bound to every alarm', () => {
  const stack = stackUnderTest();
  const topic = new sns.Topic(stack, 'Security');
  guard(stack, { alarmActions: [new SnsAction(topic)] });
  plainFunction(stack);
  const alarms = resourcesOf(stack, 'AWS::CloudWatch::Alarm');
  expect(alarms).toHaveLength(4);
  for (const { Properties } of alarms) expect(Properties.AlarmActions).toEqual([{ Ref: expect.stringMatching(/^Security/) }]);
});

describe('a stack that is nearly full', () => {
  const fill = (stack: Stack, resources: number) => {
    for (let index = 0; index < resources; index++) new CfnResource(stack, `Filler${index}`, { type: 'AWS::SNS::Topic' });
  };

  test('goes without the less important alarms first, and says so', () => {
    const stack = guard(stackUnderTest());
    fill(stack, 480);
    const fn = plainFunction(stack);
    expect(entryOf(fn, 'alarms')).toMatchObject({ state: 'set', reason: 'attacks, heartbeat' });
    expect(warningIds(stack)).toEqual(['stack-full']);
  });

  test.each([480, 482, 484, 486, 490, 497])('synthesises with %i resources of the user, since it does without the guard', resources => {
    const stack = guard(stackUnderTest());
    fill(stack, resources);
    plainFunction(stack);
    expect(Object.keys(Template.fromStack(stack).toJSON().Resources).length).toBeLessThanOrEqual(500);
    expect(warningIds(stack)).toContain('stack-full');
  });

  test('keeps role and logs of every function before the alarms of the first', () => {
    const stack = guard(stackUnderTest());
    fill(stack, 400);
    const fns = Array.from({ length: 14 }, (_, index) => plainFunction(stack, {}, `Orders${index}`));
    for (const fn of fns) {
      expect(entryOf(fn, 'scoped-role')).toMatchObject({ state: 'set' });
      expect(entryOf(fn, 'log-retention')).toMatchObject({ state: 'set' });
    }
    expect(entryOf(fns[0]!, 'alarms')).toMatchObject({ state: 'refused' });
  });
});
