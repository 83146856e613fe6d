import { Aspects, CfnCondition, CfnResource, Fn, NestedStack } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { LambdaAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { PLAIN, entryOf, plainFunction, resourcesOf, stackUnderTest, warningIds, warnings } from './app-under-test';
import { ServerlessGuard } from '../../src';
import type { ServerlessGuardOptions } from '../../src';

// Stacks of hundreds of functions: where each token was made is of no interest.
process.env.CDK_DISABLE_STACK_TRACE = '1';
// What the checks print about these apps is no part of the tests.
beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

function guarded(options: ServerlessGuardOptions = {}): Stack {
  const stack = stackUnderTest();
  Aspects.of(stack).add(new ServerlessGuard(options));
  return stack;
}

function fill(stack: Stack, resources: number): void {
  for (let index = 0; index < resources; index++) new CfnResource(stack, `Filler${index}`, { type: 'AWS::SNS::Topic' });
}

/** Functions with one role for all, of which a stack takes more. */
function functions(stack: Stack, count: number): lambda.Function[] {
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  return Array.from({ length: count }, (_, index) => plainFunction(stack, { role }, `Orders${index}`));
}

const resourceCount = (stack: Stack) => Object.keys(Template.fromStack(stack).toJSON().Resources).length;
const alarms = (stack: Stack) => resourcesOf(stack, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
const stats = (alarm: Record<string, any>) => (alarm.Metrics ?? []).filter((query: any) => query.MetricStat).map((query: any) => query.MetricStat.Metric);
const functionOf = (metric: any) => metric.Dimensions[0].Value.Ref;

describe.each([
  ['100 functions with roles of their own', (stack: Stack) => Array.from({ length: 100 }, (_, index) => plainFunction(stack, {}, `Orders${index}`))],
  ['300 functions', (stack: Stack) => functions(stack, 300)],
])('%s in one stack', (_, add) => {
  test('share alarms that watch each of them once, and the stack synthesises', () => {
    const stack = guarded();
    const fns = add(stack);
    expect(resourceCount(stack)).toBeLessThanOrEqual(500);
    const attacks = alarms(stack).filter(alarm => stats(alarm).some((metric: any) => metric.MetricName === 'AttacksBlocked'));
    expect(attacks).toHaveLength(fns.length / 10);
    for (const alarm of attacks) expect(stats(alarm).length).toBeLessThanOrEqual(10);
    expect(new Set(attacks.flatMap(stats).map(functionOf)).size).toBe(fns.length);
    expect(entryOf(fns.at(-1)!, 'alarms')).toMatchObject({ state: 'set', reason: expect.stringMatching(/^attacks.*shared with other functions.*left out: heartbeat/) });
    expect(warningIds(stack)).toEqual(expect.arrayContaining(['alarms-shared', 'stack-full']));
  });
});

describe('a shared alarm', () => {
  test('names its functions and means for each what its own alarm would', () => {
    const stack = guarded({ maxAlarmsPerStack: 6 });
    for (const id of ['Orders', 'Carts']) plainFunction(stack, {}, id);
    const errors = alarms(stack).find(alarm => stats(alarm).some((metric: any) => metric.MetricName === 'Errors'))!;
    expect(errors).toMatchObject({ Threshold: 5, EvaluationPeriods: 1, TreatMissingData: 'notBreaching' });
    expect(errors.Metrics[0]).toMatchObject({ Expression: 'MAX([FILL(m0, 0), FILL(m1, 0)])', ReturnData: true });
    const { 'Fn::Join': [, parts] } = errors.AlarmDescription;
    expect(parts.filter((part: any) => part.Ref).map((part: any) => part.Ref)).toEqual(stats(errors).map(functionOf));
    expect(JSON.stringify(parts)).toContain('The function fails repeatedly; one or more of: ');
  });

  test('has functions of one threshold alone', () => {
    const stack = guarded({ maxAlarmsPerStack: 40 });
    const fns = functions(stack, 12);
    ServerlessGuard.protect(fns[3]!, { alarms: { errors: { Warning: { threshold: 50 } } } });
    const errors = alarms(stack).filter(alarm => stats(alarm).some((metric: any) => metric.MetricName === 'Errors'));
    expect(errors.map(({ Threshold, Metrics }) => [Threshold, Metrics.length - 1]).sort()).toEqual([[5, 1], [5, 10], [50, 1]]);
  });

  test('never has a function that may not be deployed', () => {
    const stack = guarded({ maxAlarmsPerStack: 20 });
    const fns = functions(stack, 8);
    const condition = new CfnCondition(stack, 'IsProd', { expression: Fn.conditionEquals('a', 'b') });
    (fns[0]!.node.defaultChild as lambda.CfnFunction).cfnOptions.condition = condition;
    const shared = alarms(stack).filter(alarm => alarm.Metrics?.[0].Expression.startsWith('MAX'));
    expect(shared.flatMap(stats).map(functionOf)).not.toContain(stack.resolve((fns[0]!.node.defaultChild as lambda.CfnFunction).ref).Ref);
    expect(shared).not.toEqual([]);
  });

  test('is not made of heartbeats, whose silent periods would add up', () => {
    const stack = guarded({ maxAlarmsPerStack: 20 });
    functions(stack, 8);
    const heartbeat = alarms(stack).filter(alarm => stats(alarm).some((metric: any) => metric.MetricName === 'Heartbeat'));
    expect(heartbeat).toHaveLength(8);
    for (const alarm of heartbeat) expect(new Set(stats(alarm).map(functionOf)).size).toBe(1);
  });
});

describe('a stack that is nearly full', () => {
  test('goes without the less important alarms, and says so', () => {
    const stack = guarded();
    fill(stack, 480);
    const fn = plainFunction(stack);
    expect(entryOf(fn, 'alarms')).toMatchObject({ state: 'set', reason: 'attacks, heartbeat; left out: guardErrors, errors, throttles' });
    expect(warningIds(stack)).toEqual(['stack-full', 'stack-full', 'stack-full']);
    expect(warnings(stack).join()).toContain('the alarm on throttles was left out');
  });

  test.each([480, 482, 484, 486, 490, 495, 497])('synthesises with %i resources of the user, since it does without the guard', resources => {
    const stack = guarded();
    fill(stack, resources);
    const fn = plainFunction(stack);
    expect(resourceCount(stack)).toBeLessThanOrEqual(500);
    expect(warningIds(stack)).toContain('stack-full');
    if (resources >= 490) expect(entryOf(fn, 'alarms')).toMatchObject({ state: 'refused', reason: expect.stringMatching(/^left out: .*errors/) });
  });

  test('keeps role and logs of every function before the alarms of the first', () => {
    const stack = guarded();
    fill(stack, 432);
    const fns = Array.from({ length: 13 }, (_, index) => plainFunction(stack, {}, `Orders${index}`));
    for (const fn of fns) {
      expect(entryOf(fn, 'scoped-role')).toMatchObject({ state: 'set' });
      expect(entryOf(fn, 'log-retention')).toMatchObject({ state: 'set' });
    }
    for (const fn of fns) expect(entryOf(fn, 'alarms')).toMatchObject({ state: 'set', reason: expect.stringMatching(/^attacks; shared.*left out/) });
  });

  test('counts what the actions of alarms bring along', () => {
    const stack = stackUnderTest();
    stack.node.setContext('@aws-cdk/aws-cloudwatch-actions:changeLambdaPermissionLogicalIdForLambdaAction', true);
    const responder = plainFunction(stack, {}, 'Responder');
    const guardedPart = new Construct(stack, 'Guarded');
    Aspects.of(guardedPart).add(new ServerlessGuard({ alarmActions: [new LambdaAction(responder)] }));
    fill(stack, 440);
    for (let index = 0; index < 5; index++) plainFunction(guardedPart, {}, `Orders${index}`);
    expect(resourceCount(stack)).toBeLessThanOrEqual(500);
    expect(alarms(stack)).not.toEqual([]);
  });

  test('functions that no guard reaches take no room', () => {
    const stack = stackUnderTest();
    fill(stack, 440);
    for (let index = 0; index < 15; index++) plainFunction(stack, {}, `Other${index}`);
    const fn = plainFunction(stack);
    Aspects.of(fn).add(new ServerlessGuard());
    expect(entryOf(fn, 'alarms')).toMatchObject({ state: 'set', reason: 'attacks, heartbeat, guardErrors, errors, throttles' });
  });
});

describe('a limit of the user', () => {
  test('of alarms makes functions share, then leaves out the last', () => {
    const stack = guarded({ maxAlarmsPerStack: 3 });
    const [fn] = functions(stack, 20);
    expect(alarms(stack)).toHaveLength(3);
    expect(entryOf(fn!, 'alarms')?.reason).toMatch(/^attacks, heartbeat; shared/);
    expect(warnings(stack).join()).toContain('more alarms than maxAlarmsPerStack');
  });

  test('of dollars leaves out the last, since sharing is no cheaper', () => {
    const stack = guarded({ alarmBudgetPerStack: 8 });
    const fns = functions(stack, 20);
    // 20 × ($0.10 for attacks + $0.20 for heartbeat + $0.10 for guard errors).
    for (const fn of [fns[0]!, fns.at(-1)!]) expect(entryOf(fn, 'alarms')?.reason).toBe('attacks, heartbeat, guardErrors; left out: errors, throttles');
    expect(warningIds(stack)).toEqual(expect.arrayContaining(['alarm-budget', 'alarm-budget']));
  });

  test('of dollars is not exceeded by a cent', () => {
    const stack = guarded({ alarmBudgetPerStack: 7.99 });
    expect(entryOf(functions(stack, 20)[0]!, 'alarms')?.reason).toBe('attacks, heartbeat; left out: guardErrors, errors, throttles');
  });

  test('holds for each stack', () => {
    const stack = guarded({ maxAlarmsPerStack: 5 });
    const nested = new NestedStack(stack, 'Nested');
    plainFunction(stack);
    new lambda.Function(nested, 'Inner', PLAIN);
    expect(alarms(stack)).toHaveLength(5);
    expect(alarms(nested)).toHaveLength(5);
  });
});
