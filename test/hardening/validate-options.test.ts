import { Aws } from 'aws-cdk-lib';
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
  })).not.toThrow();
});
