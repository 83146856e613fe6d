import { Aws, Duration, Lazy, Token } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as logs from 'aws-cdk-lib/aws-logs';
import fc from 'fast-check';
import { PLAIN, plainFunction, stackUnderTest } from './app-under-test';
import { BlockedAnswer, GuardDetector, GuardLoader, GuardMode, GuardTrigger, HardeningMeasure, LogPlacement, SecuredFunction, ServerlessGuard } from '../../src';
import type { ServerlessGuardOptions } from '../../src';

beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

const reason = 'agreed with security';

/** Options from untyped code, and what the message must name: got and expected. */
const BAD: Array<[string, unknown, RegExp]> = [
  ['mode', { mode: 'monitor' }, /bad mode, got "monitor", expected one of block, report, off/],
  ['loader', { loader: 'PRELOAD' }, /bad loader, got "PRELOAD", expected one of NODE_OPTIONS/],
  ['allowedTriggers', { allowedTriggers: ['http'] }, /bad allowedTriggers\[0\], got "http"/],
  ['eventLimits', { eventLimits: { depth: 0 } }, /bad eventLimits.depth, got 0, expected a whole number from 1/],
  ['eventLimits, a misspelt member', { eventLimits: { chars: 5 } }, /unknown member of eventLimits/],
  ['refusedRecords', { refusedRecords: 'lose' }, /bad refusedRecords, got "lose"/],
  ['blockedAnswer', { blockedAnswer: 'silence' }, /bad blockedAnswer, got "silence"/],
  ['logPlacement', { logPlacement: 'ELSEWHERE' }, /bad logPlacement, got "ELSEWHERE"/],
  ['permissions', { permissions: 'strict' }, /bad permissions, got "strict", expected one of enforce, report, off/],
  ['unknown detector', { detectorModes: { xml: 'block' } }, /got "xml", expected one of sql, shell, path/],
  ['mode of a detector', { detectorModes: { sql: 'maybe' } }, /bad detectorModes\.sql, got "maybe"/],
  ['detector stronger than the function', { mode: GuardMode.REPORT, detectorModes: { sql: GuardMode.BLOCK } }, /got "block" with mode "report", expected at most "report"/],
  ['exemption of everything', { exemptions: [{ reason }] }, /exempts everything.*use mode "report"/],
  ['exemption without a reason', { exemptions: [{ detector: GuardDetector.SQL, reason: ' ' }] }, /bad exemptions\[0\]\.reason, got " ", expected text/],
  ['exemption with a token', { exemptions: [{ route: Aws.STACK_NAME, reason }] }, /exemptions\[0\]\.route, got a token, expected literal text/],
  ['date that does not exist', { exemptions: [{ route: 'x', reason, expires: '2027-02-30' }] }, /got "2027-02-30", expected a date such as/],
  ['opt-out of nothing', { optOut: [{ measure: 'everything', reason }] }, /optOut\[0\]\.measure, got "everything", expected one of guard-layer/],
  ['opt-out without a reason', { optOut: [{ measure: HardeningMeasure.ALARMS, reason: '' }] }, /bad optOut\[0\]\.reason/],
  ['opt-out twice', { optOut: [1, 2].map(() => ({ measure: HardeningMeasure.ALARMS, reason })) }, /opts out twice, got "alarms"/],
  ['alsoSet of what is set anyway', { alsoSet: [HardeningMeasure.ALARMS] }, /bad alsoSet\[0\], got "alarms", expected one of log-format/],
  ['alsoSet and optOut of the same', { alsoSet: [HardeningMeasure.TRACING], optOut: [{ measure: HardeningMeasure.TRACING, reason }] }, /contradicts optOut, got "tracing" in both/],
  ['a retention that CloudWatch Logs has not', { retention: 42 }, /bad retention, got 42, expected one of 1, 3, 5/],
  ['a retention that is a token', { retention: Lazy.number({ produce: () => 7 }) }, /bad retention, got a token/],
  ['a mode that is a token', { mode: Aws.REGION }, /bad mode, got a token/],
  ['a single opt-out', { optOut: { measure: HardeningMeasure.ALARMS, reason } }, /bad optOut, got an object, expected a list/],
  ['an opt-out by name alone', { optOut: ['alarms'] }, /bad optOut\[0\], got "alarms", expected an object of measure, reason, expires/],
  ['a hole in a list', { exemptions: new Array(1) }, /bad exemptions\[0\], got undefined/],
  ['a misspelt part that would widen an exemption', { exemptions: [{ detector: GuardDetector.SQL, paramater: '$.q', reason }] }, /unknown member of exemptions\[0\], got "paramater"/],
  ['alarm actions that are none', { alarmActions: {} }, /bad alarmActions, got an object, expected a list/],
  ['an ARN as alarm action', { alarmActions: ['arn:aws:sns:eu-central-1:123456789012:alarms'] }, /bad alarmActions\[0\].*expected an alarm action such as SnsAction/],
  ['an ARN as key', { logEncryptionKey: 'arn:aws:kms:eu-central-1:123456789012:key/1' }, /bad logEncryptionKey.*expected a KMS key/],
  ['a name as boundary', { permissionsBoundary: 'developers' }, /bad permissionsBoundary, got "developers", expected a managed policy/],
  ['JSON as data protection policy', { dataProtectionPolicy: { Statement: [] } }, /bad dataProtectionPolicy, got an object, expected a logs\.DataProtectionPolicy/],
  ['a queue as destination', { onFailure: { queueArn: 'arn' } }, /bad onFailure, got an object, expected a destination such as SqsDestination/],
  ['more retries than Lambda knows', { retryAttempts: 3 }, /bad retryAttempts, got 3, expected a whole number from 0 to 2/],
  ['an event age that is too short', { maxEventAge: Duration.seconds(59) }, /bad maxEventAge, got an object, expected a Duration of whole seconds from 1 minute to 6 hours/],
  ['an event age that is too long', { maxEventAge: Duration.days(1) }, /bad maxEventAge/],
  ['an event age with a fraction', { maxEventAge: Duration.millis(90_500) }, /bad maxEventAge/],
  ['an event age in seconds', { maxEventAge: 3600 }, /bad maxEventAge, got 3600/],
  ['a key for logs that stay in place', { logEncryptionKey: { keyArn: 'arn' }, logPlacement: LogPlacement.IN_PLACE }, /logEncryptionKey contradicts logPlacement, got a key with "IN_PLACE"/],
  ['alarm of nothing', { alarms: { error: {} } }, /unknown alarm in alarms, got "error", expected one of attacks, heartbeat/],
  ['severity with a dash', { alarms: { errors: { 'very-bad': { threshold: 1 } } } }, /bad key of alarms\.errors, got "very-bad", expected letters and digits after a capital/],
  ['threshold of zero', { alarms: { errors: { Warning: { threshold: 0 } } } }, /bad alarms\.errors\.Warning\.threshold, got 0, expected a number above 0/],
  ['threshold that is a token', { alarms: { errors: { Warning: { threshold: Token.asNumber({ Ref: 'T' }) } } } }, /alarms\.errors\.Warning\.threshold, got a token/],
  ['share over 100', { alarms: { duration: { Warning: { threshold: 800 } } } }, /alarms\.duration\.Warning\.threshold, got 800, expected at most 100, since it is a percentage of the timeout/],
  ['heartbeat that never comes', { alarms: { heartbeat: { Warning: { threshold: 2 } } } }, /got 2, expected at most 1/],
  ['period of seconds', { alarms: { errors: { Warning: { threshold: 1, period: Duration.seconds(90) } } } }, /\.period, got 90, expected whole minutes/],
  ['period below the heartbeat\'s', { alarms: { heartbeat: { Warning: { threshold: 1, period: Duration.minutes(5) } } } }, /\.period, got an object, expected a Duration of whole seconds from 10 minutes to 1 day/],
  ['one period of silence', { alarms: { heartbeat: { Warning: { threshold: 1, evaluationPeriods: 1 } } } }, /evaluationPeriods, got 1, expected a whole number from 2 to 1440/],
  ['more than a day', { alarms: { errors: { Warning: { threshold: 1, period: Duration.hours(12), evaluationPeriods: 3 } } } }, /got 3 periods of 43200 seconds, expected a day in all/],
  ['period that is a token', { alarms: { errors: { Warning: { threshold: 1, period: Duration.seconds(Token.asNumber({ Ref: 'T' })) } } } }, /period, got an object, expected a Duration/],
  ['six actions', { alarmActions: Array(6).fill(new SnsAction({} as never)) }, /too many alarmActions, got 6, expected 5/],
  ['part of an alarm', { maxAlarmsPerStack: 1.5 }, /bad maxAlarmsPerStack, got 1\.5, expected a whole number/],
  ['negative money', { alarmBudgetPerStack: -1 }, /bad alarmBudgetPerStack, got -1, expected US dollars/],
  ['domains that are no list', { allowedDomains: 'api.example.com' }, /bad allowedDomains, got "api\.example\.com", expected a list; put it into a list/],
  ['domain with a scheme', { allowedDomains: ['a.example', 'https://b.example'] }, /bad allowedDomains\[1\], got "https:\/\/b\.example", expected a name without scheme/],
  ['domain with a star inside', { allowedDomains: ['a.*.example'] }, /allowedDomains\[0\].*write \*\.example\.com/],
  ['every domain', { allowedDomains: ['*'] }, /allowedDomains\[0\], got "\*", expected \* for the first label of three or more/],
  ['every domain of a zone', { allowedDomains: ['*.com'] }, /allowedDomains\[0\], got "\*\.com"/],
  ['port that does not exist', { allowedDomains: ['a.example:65536'] }, /expected a port from 1 to 65535/],
  ['domain that is a token', { allowedDomains: [Aws.URL_SUFFIX] }, /allowedDomains\[0\], got a token, expected literal text/],
  ['domain that is no text', { allowedDomains: [5] }, /allowedDomains\[0\], got 5, expected text/],
  ['service by its long name', { allowedServices: ['Amazon S3'] }, /bad allowedServices\[0\], got "Amazon S3", expected the first label of the endpoint/],
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
    allowedDomains: ['api.example.com', '*.example.com:8443', 'db_1.internal', '10.0.0.1:5432', 'fd00::1', '[fd00::1]:443'],
    allowedServices: ['dynamodb', 'secretsmanager'],
    allowedTriggers: [GuardTrigger.SQS, GuardTrigger.DIRECT],
    eventLimits: { depth: 20, values: 1000, entities: 100_000 },
    exemptions: [{ detector: GuardDetector.SHELL, parameter: '$.body.command', reason, expires: '2028-02-29' }],
    optOut: [{ measure: HardeningMeasure.TRACING, reason }],
    retention: logs.RetentionDays.INFINITE,
    retryAttempts: 0,
    maxEventAge: Duration.seconds(90),
    alarms: { errors: { Warning: { threshold: 0.5, period: Duration.hours(1), evaluationPeriods: 24 } }, throttles: {} },
    maxAlarmsPerStack: 0,
    alarmBudgetPerStack: 12.5,
  })).not.toThrow();
});

describe('whatever untyped code gives', () => {
  const OPTIONS = [
    'mode', 'loader', 'detectorModes', 'exemptions', 'blockedAnswer', 'refusedRecords', 'optOut', 'alsoSet', 'retention', 'logPlacement', 'logEncryptionKey',
    'dataProtectionPolicy', 'permissionsBoundary', 'onFailure', 'retryAttempts', 'maxEventAge', 'alarms', 'alarmActions', 'alarmOkActions',
    'maxAlarmsPerStack', 'alarmBudgetPerStack', 'allowedDomains', 'allowedServices', 'allowedTriggers', 'eventLimits',
  ];
  /** Values that are right somewhere, so that junk also stands beside and below what is valid. */
  const plausible = fc.constantFrom<unknown>('block', 'report', 'sql', 'alarms', 'tracing', 'IN_PLACE', 365, 1, Aws.REGION, Duration.hours(2), logs.RetentionDays.ONE_DAY);
  const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true });
  const junk = fc.oneof({ weight: 2, arbitrary: anything }, { weight: 1, arbitrary: plausible });
  const parts = fc.dictionary(fc.constantFrom('measure', 'reason', 'expires', 'detector', 'sink', 'route', 'parameter', 'sql', '__proto__', 'toString'), junk);
  const options = fc.dictionary(fc.constantFrom(...OPTIONS), fc.oneof(junk, fc.array(fc.oneof(junk, parts)), parts));
  const seed = { seed: 20261124, numRuns: 400 };

  /** Anything but a ValidationError is thrown on; what is taken must synthesise. */
  function isRefused(make: (stack: Stack) => void): boolean {
    const stack = stackUnderTest();
    try {
      make(stack);
      plainFunction(stack);
      Template.fromStack(stack);
      return false;
    } catch (error) {
      if ((error as Error).name !== 'ValidationError') throw error;
      return true;
    }
  }

  test('is a ValidationError to protect(), or works', () => {
    let refused = 0;
    fc.assert(fc.property(fc.oneof(options, junk), given => {
      if (isRefused(stack => ServerlessGuard.protect(stack, given as ServerlessGuardOptions))) refused += 1;
    }), seed);
    expect(refused).toBeGreaterThan(200);
  });

  test('is a ValidationError to the construct, or works', () => {
    let refused = 0;
    fc.assert(fc.property(options, given => {
      if (isRefused(stack => new SecuredFunction(stack, 'Secured', { ...PLAIN, ...given }))) refused += 1;
    }), seed);
    expect(refused).toBeGreaterThan(200);
  });
});
