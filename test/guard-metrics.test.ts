import { App, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { GuardMetrics, SecuredFunction, SecuredNodejsFunction } from '../src';
import { onlyResource, plainFunction, rawFunction, stackUnderTest } from './hardening/app-under-test';

const METHODS = ['metricAttacks', 'metricAttacksReported', 'metricGuardErrors', 'metricHeartbeat'] as const;

test.each([
  ['an L2 function', (stack: Stack) => plainFunction(stack)],
  ['an L1 function', (stack: Stack) => rawFunction(stack)],
])('%s has the guard\'s metrics without being a SecuredFunction', (_, make) => {
  const fn = make(stackUnderTest());
  const metrics = METHODS.map(method => GuardMetrics.of(fn)[method]());
  expect(metrics.map(({ namespace, metricName, statistic }) => `${namespace} ${metricName} ${statistic}`)).toEqual(
    ['AttacksBlocked', 'AttacksReported', 'GuardErrors', 'Heartbeat'].map(name => `ServerlessGuard ${name} Sum`),
  );
});

test('they make alarms on their function', () => {
  const stack = stackUnderTest();
  const fn = plainFunction(stack);
  GuardMetrics.of(fn).metricAttacks().createAlarm(stack, 'Many', { threshold: 100, evaluationPeriods: 1 });
  expect(onlyResource(stack, 'AWS::CloudWatch::Alarm').Properties).toMatchObject({
    MetricName: 'AttacksBlocked', Threshold: 100, Dimensions: [{ Name: 'FunctionName', Value: { Ref: expect.stringMatching(/^Orders/) } }],
  });
});

test('they are read where the function is', () => {
  const app = new App();
  const fn = plainFunction(new Stack(app, 'Shop', { env: { account: '111122223333', region: 'us-east-1' } }), { functionName: 'orders' });
  const here = new Stack(app, 'Here', { env: { account: '111122223333', region: 'eu-west-1' } });
  const widget = new cloudwatch.GraphWidget({ left: [GuardMetrics.of(fn).metricAttacks()] });
  expect(JSON.stringify(here.resolve(widget.toJson()))).toContain('"region":"us-east-1"');
});

test.each([SecuredFunction, SecuredNodejsFunction])('%p has them as methods', construct => {
  for (const method of METHODS) expect(construct.prototype).toHaveProperty(method, expect.any(Function));
});
