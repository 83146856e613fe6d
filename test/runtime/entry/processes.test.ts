import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFunction, type InvocationResult, type LocalFunction } from '../../../local-runtime';
import { GUARD_ENVIRONMENT, guardFile } from '../../../src/contract/environment';
import { GUARD_LAYER } from '../guard-layer';

/** A function of these files; actions are exports of `actions.js` that get the event. */
const FILES = {
  'index.js': "exports.handler = async event => require('./actions')[event.action](event);",
  'clock.js': 'const { now } = Date; let later = 0; Date.now = () => now() + later; globalThis.wait = millis => { later += millis; };',
  'actions.js': `
    const { execFileSync } = require('node:child_process');
    const { Worker } = require('node:worker_threads');
    const SHOW = "JSON.stringify([process.env._HANDLER, process.env.SERVERLESS_GUARD_HANDLER, process.env.SERVERLESS_GUARD_POLICY, Object.keys(require.cache)])";
    exports.own = async () => eval(SHOW);
    exports.child = async () => execFileSync(process.execPath, ['-p', SHOW]).toString();
    exports.worker = async () => new Promise((done, fail) => new Worker("require('node:worker_threads').parentPort.postMessage(" + SHOW + ")", { eval: true }).on('message', done).on('error', fail));
    exports.fails = async () => { await null; throw new RangeError('own'); };
    exports.failsAtOnce = async () => { throw new RangeError('own'); };
    exports.spawns = async ({ command }) => require('node:child_process').execSync('echo ' + command).toString();
    exports.waits = async () => globalThis.wait(6 * 60_000);
    exports.modes = async () => process.env.SERVERLESS_GUARD_MODE;
    exports.pollutes = async ({ command }) => {
      Object.prototype.mode = 'off';
      Object.prototype.sql = Object.prototype.shell = 'off';
      Object.prototype.value = Object.prototype.get = 1;
      try { return require('node:child_process').execSync('echo ' + command).toString(); }
      finally { for (const key of ['mode', 'sql', 'shell', 'value', 'get']) delete Object.prototype[key]; }
    };
  `,
};

let code: string;
const running: LocalFunction[] = [];

beforeAll(() => {
  code = mkdtempSync(join(tmpdir(), 'processes-'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(code, name), text);
});

afterAll(async () => {
  await Promise.all(running.map(async started => started.stop()));
  rmSync(code, { recursive: true });
});

async function start(environment: Record<string, string> = {}): Promise<LocalFunction> {
  const started = await startFunction({
    code, handler: 'index.handler', layers: [GUARD_LAYER], timeoutSeconds: 20, environment: { NODE_OPTIONS: `--require ${guardFile('preload')}`, ...environment },
  });
  running.push(started);
  return started;
}

const guardLines = ({ logs }: InvocationResult): string[] => logs.split('\n').filter(line => line.includes('ServerlessGuard'));
const POLICY = { [GUARD_ENVIRONMENT.policy]: '{"version":1}' };

test('the handler sees its own name and no policy', async () => {
  const result = await (await start(POLICY)).invoke({ action: 'own' });
  const [handler, guarded, policy] = JSON.parse(JSON.parse(result.payload) as string) as unknown[];
  expect([handler, guarded, policy]).toEqual(['index.handler', null, null]);
});

test.each(['child', 'worker'])('a %s of the app has the handler\'s environment, nothing of the guard but its preload, and writes nothing', async action => {
  const started = await start(POLICY);
  await started.invoke({ action: 'modes' });
  const result = await started.invoke({ action });
  const [handler, guarded, policy, loaded] = JSON.parse(JSON.parse(result.payload) as string) as [string, null, null, string[]];
  expect([handler, guarded, policy]).toEqual(['index.handler', null, null]);
  expect(loaded.filter(file => /guard\.cjs|inspection\.cjs/.test(file))).toEqual([]);
  expect(guardLines(result)).toEqual([]);
});

test.each(['{', 'null', '{"version":9}'])('the policy %j is counted as a failure and the defaults hold', async policy => {
  const started = await start({ [GUARD_ENVIRONMENT.policy]: policy });
  const first = await started.invoke({ action: 'modes' });
  expect(first.error).toBeUndefined();
  expect(guardLines(first).filter(line => line.includes('"GuardErrors":1'))).toHaveLength(1);
  const attack = await started.invoke({ action: 'pollutes', command: 'x; id' });
  expect(attack.error?.errorType).toBe('BlockedOperationError');
});

test('a polluted Object.prototype neither switches it off nor breaks it', async () => {
  const result = await (await start()).invoke({ action: 'pollutes', command: 'x; id' });
  expect(result.error).toMatchObject({ errorType: 'BlockedOperationError' });
  expect(guardLines(result).filter(line => line.includes('"GuardErrors"'))).toEqual([]);
  expect((await (await start()).invoke({ action: 'pollutes', command: 'x' })).payload).toBe('"x\\n"');
});

test.each(['fails', 'failsAtOnce'])('an error of the app (%s) shows the frames it has without the guard', async action => {
  const plain = await startFunction({ code, handler: 'index.handler' });
  running.push(plain);
  const expected = (await plain.invoke({ action })).error;
  const { trace = [], ...error } = (await (await start()).invoke({ action })).error ?? {};
  expect({ ...error, trace: expected?.trace }).toEqual(expected);
  // V8 keeps ten frames; one of ours was among them.
  expect(trace.length).toBeGreaterThanOrEqual((expected?.trace ?? []).length - 1);
  expect(trace).toEqual(expected?.trace?.slice(0, trace.length));
});

test('a broken layer leaves the function running, unprotected and told', async () => {
  const started = await start();
  writeFileSync(join(started.root, 'opt', 'serverless-guard', 'guard.cjs'), 'throw new Error("damaged");');
  const result = await started.invoke({ action: 'modes' });
  expect(result.error).toBeUndefined();
  expect(result.logs).toMatch(/serverless guard: did not start/);
});

test('the heart beats again after five minutes and tells what invocations waited for the guard', async () => {
  const fn = await start({ NODE_OPTIONS: `--require /var/task/clock.js --require ${guardFile('preload')}` });
  const lines: Array<Record<string, any>> = [];
  for (const event of [{ action: 'spawns', command: 'hello' }, { action: 'waits' }, { action: 'modes' }]) {
    lines.push(...guardLines(await fn.invoke(event)).map(line => JSON.parse(line)));
  }
  expect(lines.map(({ Heartbeat }) => Heartbeat)).toEqual([1, 1]);
  expect(lines[0]).not.toHaveProperty('guardMicros');
  const { invocations, mean, p99, max } = lines[1]!.guardMicros;
  expect(invocations).toBe(2);
  expect(max).toBeGreaterThan(0);
  expect(p99).toBeLessThanOrEqual(max);
  expect(mean).toBeLessThanOrEqual(p99);
});
