import type { Attack } from '../../../runtime/node/findings/attack';
import { createReporter } from '../../../runtime/node/findings/reporter';

const attack: Attack = {
  detector: 'sql',
  sink: 'postgres',
  operation: 'Query',
  change: 'ended the string',
  input: "x' OR 1=1 --",
  requestId: 'r-1',
  blocked: true,
  functionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:orders',
  place: { path: '$.body.q', decoders: ['json'] },
  who: { trigger: 'apigateway', route: 'GET /orders', method: 'GET', path: '/orders', sourceIp: '192.0.2.1', userAgent: 'curl/8', principal: 'user-1' },
};

function reporting(logLevel?: string) {
  const lines: Array<Record<string, any>> = [];
  const clock = { now: Date.parse('2026-01-01T00:00:00Z') };
  const reporter = createReporter({ name: 'orders', region: 'eu-central-1', build: '0123456789abcdef', logLevel }, line => lines.push(line as Record<string, any>), () => clock.now);
  return { lines, clock, reporter };
}

test('an attack is one metric and one finding', () => {
  const { lines, reporter } = reporting();
  reporter.attack(attack, 1);
  expect(lines).toEqual([
    {
      level: 'ERROR',
      timestamp: '2026-01-01T00:00:00.000Z',
      FunctionName: 'orders',
      Kind: 'sql',
      AttacksBlocked: 1,
      requestId: 'r-1',
      _aws: {
        Timestamp: 1767225600000,
        CloudWatchMetrics: [{
          Namespace: 'ServerlessGuard', Dimensions: [['FunctionName'], ['FunctionName', 'Kind']], Metrics: [{ Name: 'AttacksBlocked', Unit: 'Count' }],
        }],
      },
    },
    expect.objectContaining({
      class_uid: 2004,
      type_uid: 200401,
      action: 'Denied',
      disposition: 'Blocked',
      level: 'ERROR',
      finding_info: expect.objectContaining({ uid: 'r-1-1', title: 'SQL injection', types: ['CWE-89'] }),
      metadata: expect.objectContaining({ product: expect.objectContaining({ name: 'cdk-serverless-guard', version: '0123456789abcdef' }) }),
      cloud: { provider: 'AWS', region: 'eu-central-1', account: { uid: '111122223333' } },
      resources: [{ type: 'AWS::Lambda::Function', name: 'orders', uid: attack.functionArn }],
      evidences: [{
        src_endpoint: { ip: '192.0.2.1' },
        actor: { user: { uid: 'user-1' } },
        http_request: { http_method: 'GET', url: { path: '/orders' }, user_agent: 'curl/8' },
        data: {
          trigger: 'apigateway',
          route: 'GET /orders',
          inputPath: '$.body.q',
          decoders: ['json'],
          input: "x' OR 1=1 --",
          sink: 'postgres',
          operation: 'Query',
          detector: 'sql',
          change: 'ended the string',
        },
      }],
    }),
  ]);
});

test('an attack that was let through is observed, not denied', () => {
  const { lines, reporter } = reporting();
  reporter.attack({ ...attack, blocked: false }, 1);
  expect(lines).toEqual([
    expect.objectContaining({ AttacksReported: 1, level: 'WARN' }), expect.objectContaining({ action: 'Observed', disposition: 'Detected', level: 'WARN' }),
  ]);
});

test.each([['INFO', ['INFO']], ['WARN', ['WARN']], ['FATAL', ['FATAL']], [undefined, ['INFO']]])('at the log level %s no line is dropped', (logLevel, expected) => {
  const { lines, reporter } = reporting(logLevel);
  reporter.heartbeat(() => undefined);
  expect(lines.map(({ level }) => level)).toEqual(expected);
});

test('the heart beats at the start and every five minutes', () => {
  const { lines, clock, reporter } = reporting();
  for (const minutes of [0, 4.9, 5, 9.9, 10]) {
    clock.now = Date.parse('2026-01-01T00:00:00Z') + minutes * 60_000;
    reporter.heartbeat(() => undefined);
  }
  expect(lines.map(({ timestamp }) => timestamp)).toEqual(['2026-01-01T00:00:00.000Z', '2026-01-01T00:05:00.000Z', '2026-01-01T00:10:00.000Z']);
});

test('the heart tells what the guard cost since it beat before, and asks only then', () => {
  const { lines, clock, reporter } = reporting();
  const figures = { invocations: 3, mean: 100, p99: 210, max: 220 };
  const take = jest.fn().mockReturnValueOnce(undefined).mockReturnValue(figures);
  for (const minutes of [0, 1, 5]) {
    clock.now = Date.parse('2026-01-01T00:00:00Z') + minutes * 60_000;
    reporter.heartbeat(take);
  }
  expect(lines.map(({ guardMicros }) => guardMicros)).toEqual([undefined, figures]);
  expect(lines[1]!._aws.CloudWatchMetrics[0].Metrics).toEqual([{ Name: 'Heartbeat', Unit: 'Count' }]);
  expect(take).toHaveBeenCalledTimes(2);
});

test('a failure of the guard is counted once a minute for each place', () => {
  const { lines, clock, reporter } = reporting();
  reporter.guardError('sinks/postgres', new TypeError('x'));
  reporter.guardError('sinks/postgres', new TypeError('x'));
  reporter.guardError('findings', 'text');
  clock.now += 60_000;
  reporter.guardError('sinks/postgres', new TypeError('x'));
  expect(lines.map(({ GuardErrors, where, error }) => [GuardErrors, where, error])).toEqual([
    [1, 'sinks/postgres', 'TypeError: x'], [1, 'findings', 'text'], [1, 'sinks/postgres', 'TypeError: x'],
  ]);
});

test('a line that cannot be written harms nobody', () => {
  const reporter = createReporter({ name: 'orders', region: 'eu-central-1' }, () => { throw new Error('EPIPE'); }, Date.now);
  expect(() => { reporter.attack(attack, 1); reporter.heartbeat(() => undefined); }).not.toThrow();
});

test('a finding stays small and shows no secret', () => {
  const { lines, reporter } = reporting();
  const secret = 'AKIAABCDEFGHIJKLMNOP';
  const long = `password=hunter2hunter2&key=${secret}&${'x'.repeat(5_000_000)}`;
  reporter.attack({ ...attack, input: long, change: long, place: { path: `$.${long}`, decoders: [] }, who: { ...attack.who, route: long, path: long, userAgent: long } }, 1);
  const text = JSON.stringify(lines[1]);
  expect(text.length).toBeLessThan(10_000);
  expect(text).not.toContain(secret);
  expect(text).not.toContain('hunter2');
});

test('what is not covered is named in the next heartbeat and in all later ones, without a line of its own', () => {
  const { lines, clock, reporter } = reporting();
  reporter.heartbeat(() => undefined);
  reporter.notCovered('couchbase');
  reporter.notCovered('better-sqlite3');
  reporter.heartbeat(() => undefined);
  reporter.notCovered('couchbase');
  reporter.heartbeat(() => undefined);
  clock.now += 5 * 60_000;
  reporter.heartbeat(() => undefined);
  expect(lines.map(({ Heartbeat, notCovered }) => [Heartbeat, notCovered])).toEqual([[1, undefined], [1, 'better-sqlite3, couchbase'], [1, 'better-sqlite3, couchbase']]);
});
