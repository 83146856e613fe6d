import { Aws, Duration, Token } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PLAIN, stackUnderTest } from './app-under-test';
import { BlockedAnswer, GuardDetector, GuardLoader, GuardMode, HardeningMeasure, SecuredFunction, ServerlessGuard } from '../../src';
import type { ServerlessGuardOptions } from '../../src';

const reason = 'agreed with security';

/** Options from untyped code, and what the message must name: got and expected. */
const BAD: Array<[string, unknown, RegExp]> = [
  ['mode', { mode: 'monitor' }, /bad mode, got "monitor", expected one of block, report, off/],
  ['loader', { loader: 'PRELOAD' }, /bad loader, got "PRELOAD", expected one of NODE_OPTIONS/],
  ['blockedAnswer', { blockedAnswer: 'silence' }, /bad blockedAnswer, got "silence"/],
  ['logPlacement', { logPlacement: 'ELSEWHERE' }, /bad logPlacement, got "ELSEWHERE"/],
  ['unknown detector', { detectorModes: { xml: 'block' } }, /got "xml", expected one of sql, shell, path/],
  ['mode of a detector', { detectorModes: { sql: 'maybe' } }, /mode of detector "sql", got "maybe"/],
  ['detector stronger than the function', { mode: GuardMode.REPORT, detectorModes: { sql: GuardMode.BLOCK } }, /got "block" with mode "report", expected at most "report"/],
  ['exemption of everything', { exemptions: [{ reason }] }, /exempts everything.*use mode "report"/],
  ['exemption without a reason', { exemptions: [{ detector: GuardDetector.SQL, reason: ' ' }] }, /bad exemptions\[0\]\.reason, got " ", expected text/],
  ['exemption with a token', { exemptions: [{ route: Aws.STACK_NAME, reason }] }, /exemptions\[0\]\.route, got a token, expected literal text/],
  ['date that does not exist', { exemptions: [{ route: 'x', reason, expires: '2027-02-30' }] }, /got "2027-02-30", expected a date such as/],
  ['opt-out of nothing', { optOut: [{ measure: 'everything', reason }] }, /optOut\[0\]\.measure, got "everything", expected one of guard-layer/],
  ['opt-out without a reason', { optOut: [{ measure: HardeningMeasure.ALARMS, reason: '' }] }, /bad optOut\[0\]\.reason/],
  ['opt-out twice', { optOut: [1, 2].map(() => ({ measure: HardeningMeasure.ALARMS, reason })) }, /opts out twice, got "alarms"/],
  ['alsoSet of what is set anyway', { alsoSet: [HardeningMeasure.ALARMS] }, /bad alsoSet, got "alarms", expected one of log-format/],
  ['alsoSet and optOut of the same', { alsoSet: [HardeningMeasure.TRACING], optOut: [{ measure: HardeningMeasure.TRACING, reason }] }, /contradicts optOut, got "tracing" in both/],
  ['alarm of nothing', { alarms: { error: {} } }, /unknown alarm in alarms, got "error", expected one of attacks, heartbeat/],
  ['severity with a dash', { alarms: { errors: { 'very-bad': { threshold: 1 } } } }, /bad severity in alarms\.errors, got "very-bad", expected letters and digits after a capital/],
  ['threshold of zero', { alarms: { errors: { Warning: { threshold: 0 } } } }, /bad alarms\.errors\.Warning\.threshold, got 0, expected a number above 0/],
  ['threshold that is a token', { alarms: { errors: { Warning: { threshold: Token.asNumber({ Ref: 'T' }) } } } }, /alarms\.errors\.Warning\.threshold, got a token/],
  ['share over 100', { alarms: { duration: { Warning: { threshold: 800 } } } }, /alarms\.duration\.Warning\.threshold, got 800, expected at most 100, since it is a percentage of the timeout/],
  ['heartbeat that never comes', { alarms: { heartbeat: { Warning: { threshold: 2 } } } }, /got 2, expected at most 1/],
  ['period of seconds', { alarms: { errors: { Warning: { threshold: 1, period: Duration.seconds(90) } } } }, /\.period, got 90 seconds, expected whole minutes, at least 1/],
  ['period below the heartbeat\'s', { alarms: { heartbeat: { Warning: { threshold: 1, period: Duration.minutes(5) } } } }, /\.period, got 300 seconds, expected whole minutes, at least 10/],
  ['one period of silence', { alarms: { heartbeat: { Warning: { threshold: 1, evaluationPeriods: 1 } } } }, /evaluationPeriods, got 1, expected a whole number of at least 2; fewer give false alarms/],
  ['more than a day', { alarms: { errors: { Warning: { threshold: 1, period: Duration.hours(12), evaluationPeriods: 3 } } } }, /got 3 periods of 43200 seconds, expected a day in all/],
  ['period that is a token', { alarms: { errors: { Warning: { threshold: 1, period: Duration.seconds(Token.asNumber({ Ref: 'T' })) } } } }, /period, got a token/],
  ['six actions', { alarmActions: Array(6).fill(new SnsAction({} as never)) }, /too many alarmActions, got 6, expected 5/],
  ['part of an alarm', { maxAlarmsPerStack: 1.5 }, /bad maxAlarmsPerStack, got 1\.5, expected a whole number/],
  ['negative money', { alarmBudgetPerStack: -1 }, /bad alarmBudgetPerStack, got -1, expected US dollars/],
];

describe.each(BAD)('%s', (_, options, message) => {
  test('is refused by protect() before anything is made', () => {
    const stack = stackUnderTest();
    expect(() => ServerlessGuard.protect(stack, options as ServerlessGuardOptions)).toThrow(message);
    expect(() => ServerlessGuard.protect(stack)).not.toThrow();
  });

  test('is refused by the construct, with its path', () => {
    expect(() => new SecuredFunction(stackUnderTest(), 'Orders', { ...PLAIN, ...(options as object) })).toThrow(message);
    expect(() => new SecuredFunction(stackUnderTest(), 'Orders', { ...PLAIN, ...(options as object) })).toThrow(/Shop\/Orders/);
  });
});

test('a misspelt option is refused by protect()', () => {
  expect(() => ServerlessGuard.protect(stackUnderTest(), { moed: 'report' } as ServerlessGuardOptions)).toThrow(/unknown option, got "moed", expected one of mode/);
});

test('every problem is named at once, as a ValidationError', () => {
  const options = { mode: 'x', loader: 'y' } as unknown as ServerlessGuardOptions;
  expect(() => new ServerlessGuard(options)).toThrow(expect.objectContaining({ name: 'ValidationError', message: expect.stringMatching(/bad mode.*bad loader/) }));
});

test('good options are taken', () => {
  expect(() => new ServerlessGuard({
    mode: GuardMode.REPORT,
    loader: GuardLoader.HANDLER,
    detectorModes: { path: GuardMode.OFF },
    blockedAnswer: BlockedAnswer.HANDLER,
    exemptions: [{ detector: GuardDetector.SHELL, parameter: '$.body.command', reason, expires: '2028-02-29' }],
    optOut: [{ measure: HardeningMeasure.TRACING, reason }],
    alarms: { errors: { Warning: { threshold: 0.5, period: Duration.hours(1), evaluationPeriods: 24 } }, throttles: {} },
    maxAlarmsPerStack: 0,
    alarmBudgetPerStack: 12.5,
  })).not.toThrow();
});
