import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { join } from 'node:path';
import type { InvocationResult, LocalFunction } from '../../../../local-runtime';
import type { DetectorName, GuardMode, GuardPolicy, PolicyExemption } from '../../../../src/contract/policy';
import { ATTACK_CASES, type AttackCase } from '../cases/attack-cases';
import { check, type Check } from '../check';
import { LOADERS } from '../configuration';
import { EVENTS } from '../events';
import { asSeen, expectFound, expectRefused } from '../expectations';
import { guardLines } from '../guard-lines';
import type { GuardedFunctions } from '../guarded-functions';

/** The action that stands in for each detector; over API Gateway v1 by query. */
const query = (detector: DetectorName): AttackCase => {
  const found = ATTACK_CASES.find(attack => attack.detector === detector && attack.event === 'API Gateway v1, query');
  if (!found) throw new Error(`no attack for ${detector} over API Gateway v1`);
  return found;
};
const sql = query('sql');
const path = query('path');
const swallowed = ATTACK_CASES.find(({ action, event }) => action === 'sql-swallowed' && event === 'API Gateway v1, query') ?? sql;
const eventOf = ({ event, action, input }: AttackCase): object => EVENTS[event]?.(action, input) ?? {};
const exempting = (exemption: Omit<PolicyExemption, 'reason'>): GuardPolicy => ({ version: 1, exemptions: [{ ...exemption, reason: 'suite' }] });

const OTHERS_EXEMPTED: ReadonlyArray<[string, GuardPolicy]> = [
  ['another detector', exempting({ detector: 'shell' })],
  ['another route', exempting({ detector: 'sql', route: 'GET /elsewhere' })],
  ['another parameter', exempting({ detector: 'sql', parameter: '$.queryStringParameters.other' })],
  ['an expired exemption', exempting({ detector: 'sql', expires: '2020-01-01' })],
];

const EXEMPTED: ReadonlyArray<[string, GuardPolicy]> = [
  ['a detector', exempting({ detector: 'sql' })],
  ['a sink', exempting({ sink: 'postgres' })],
  ['a route', exempting({ detector: 'sql', route: `GET /${sql.action}` })],
  ['a route until a date', exempting({ route: `GET /${sql.action}`, expires: '2999-01-01' })],
];

/** Exemptions: what they let through, and what they do not. */
export function exemptionChecks(functions: GuardedFunctions): Check[] {
  const invoke = async (attack: AttackCase, policy: GuardPolicy): Promise<InvocationResult> =>
    (await functions.get({ guarding: { loader: 'NODE_OPTIONS', policy } })).invoke(eventOf(attack));
  return [
    ...EXEMPTED.map(([what, policy]) => check(`${what} can be exempted`, async () => {
      deepEqual(asSeen(await invoke(sql, policy)), asSeen(await functions.plain(eventOf(sql))));
    })),
    ...OTHERS_EXEMPTED.map(([what, policy]) => check(`${what} exempts nothing here`, async () => {
      expectRefused(await invoke(sql, policy), sql);
    })),
    check('an input can be exempted by the place that its finding prints', async () => {
      const refused = await invoke(sql, { version: 1 });
      const parameter = guardLines(refused.logs).findings[0]?.evidences[0]?.data.inputPath;
      const result = await invoke(sql, exempting({ parameter }));
      ok(parameter && result.payload.includes(sql.leak), `exempted ${parameter}, got ${result.payload.slice(0, 200)}`);
    }),
  ];
}

/** Modes of single detectors, the answer of a handler that swallowed the error, and where the policy is not seen. */
export function policyChecks(functions: GuardedFunctions): Check[] {
  const started = async (policy: GuardPolicy, mode?: GuardMode): Promise<LocalFunction> =>
    functions.get({ guarding: { loader: 'NODE_OPTIONS', policy, mode } });
  return [
    check('one detector can report while the others block', async () => {
      const reporting = await started({ version: 1, detectors: { sql: 'report' } });
      const result = await reporting.invoke(eventOf(sql));
      ok(result.payload.includes(sql.leak));
      expectFound(result, sql, 'reported');
      expectRefused(await reporting.invoke(eventOf(path)), path);
    }),
    check('one detector can be off', async () => {
      const result = await (await started({ version: 1, detectors: { sql: 'off' } })).invoke(eventOf(sql));
      ok(result.payload.includes(sql.leak));
      deepEqual(guardLines(result.logs).findings, []);
    }),
    check("no detector is stronger than the function's mode", async () => {
      const result = await (await started({ version: 1, detectors: { sql: 'block' } }, 'report')).invoke(eventOf(sql));
      ok(result.payload.includes(sql.leak));
      expectFound(result, sql, 'reported');
    }),
    check("the handler's own answer can be kept", async () => {
      const result = await (await started({ version: 1, blockedAnswer: 'handler' })).invoke(eventOf(swallowed));
      match(result.payload, /nothing found/);
      expectFound(result, swallowed, 'blocked');
    }),
    check('an event of a source that was not declared does not reach the handler', async () => {
      const elsewhere: GuardPolicy = { version: 1, triggers: ['sqs'], detectors: { provenance: 'block' }, blockedAnswer: 'handler' };
      const event = EVENTS['API Gateway v1, query']?.('echo', 'x') ?? {};
      equal(JSON.parse((await (await started(elsewhere)).invoke(event)).payload).statusCode, 403);
      equal((await (await started(elsewhere)).invoke({ action: 'echo', input: 'x' })).error?.errorType, 'BlockedOperationError');
      const streaming = await functions.get({ handler: 'index.stream', guarding: { loader: 'NODE_OPTIONS', policy: { ...elsewhere, blockedAnswer: 'refuse' } } });
      match((await streaming.invoke(event)).payload, /Forbidden/);
    }),
    check('an answer goes out without the stack that it holds', async () => {
      const event = EVENTS['API Gateway v1, query']?.('stack', 'x') ?? {};
      const plain = await functions.plain(event);
      ok(plain.payload.includes(functions.code));
      const { payload, logs } = await (await started({ version: 1, detectors: { leak: 'block' } })).invoke(event);
      ok(!payload.includes(functions.code) && payload.includes('no order x[removed, see '), payload);
      equal(guardLines(logs).findings[0]?.evidences[0]?.data.change, 'shows stack trace');
      equal((await (await started({ version: 1 })).invoke(event)).payload.includes(functions.code), true);
    }),
    check("the policy is not in the handler's environment", async () => {
      const { payload } = await (await started(exempting({ detector: 'shell' }))).invoke(EVENTS.direct?.('variables', '') ?? {});
      equal(payload, '[]');
    }),
  ];
}

/** The user's own NODE_OPTIONS stay. */
export function nodeOptionsChecks(functions: GuardedFunctions): Check[] {
  return LOADERS.map(loader => check(`${loader}: the user's NODE_OPTIONS stay`, async () => {
    const environment = { NODE_OPTIONS: `--require "${join(functions.code, 'user preload.cjs')}" --max-http-header-size=20000` };
    const guarded = await functions.get({ guarding: { loader }, environment });
    equal((await guarded.invoke(EVENTS.direct?.('user-preload', '') ?? {})).payload, '"loaded"');
    expectRefused(await guarded.invoke(eventOf(path)), path);
  }));
}

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** In JSON format no line of the guard is wrapped or dropped, at any level. */
export function jsonLogChecks(functions: GuardedFunctions): Check[] {
  return (['INFO', 'FATAL'] as const).map(level => check(`lines in JSON format at level ${level}`, async () => {
    const result = await (await functions.get({ guarding: { loader: 'NODE_OPTIONS' }, logging: { format: 'JSON', level } })).invoke(eventOf(path));
    expectRefused(result, path);
    expectFound(result, path, 'blocked');
    const { findings, metrics } = guardLines(result.logs);
    for (const line of [...findings, ...metrics]) {
      match(line.timestamp, RFC_3339);
      ok(line.level);
    }
  }));
}
