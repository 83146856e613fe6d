import { deepEqual, equal, ok } from 'node:assert/strict';
import { METRICS } from '../../../../src/contract/metrics';
import { ATTACK_CASES, type AttackCase } from '../cases/attack-cases';
import { BENIGN_CASES } from '../cases/benign-cases';
import { check, type Check } from '../check';
import { LOADERS, type Guarding } from '../configuration';
import { EVENTS } from '../events';
import { asSeen, expectFound, expectRefused, expectUnchanged } from '../expectations';
import { guardLines, metricNames } from '../guard-lines';
import type { GuardedFunctions } from '../guarded-functions';

const eventOf = ({ event, action, input }: Pick<AttackCase, 'event' | 'action' | 'input'>): object => EVENTS[event]?.(action, input) ?? {};
const nameOf = ({ event, action, input }: Pick<AttackCase, 'event' | 'action' | 'input'>): string => `${action}, ${event}: ${JSON.stringify(input)}`;

/** Every attack and every benign request, with each loader in block mode. */
export function answerChecks(functions: GuardedFunctions): Check[] {
  return LOADERS.flatMap(loader => [
    ...ATTACK_CASES.map(attack => check(`${loader}: blocks ${nameOf(attack)}`, async () => {
      await expectLeakUnprotected(functions, attack);
      const result = await (await functions.get({ guarding: { loader } })).invoke(eventOf(attack));
      expectRefused(result, attack);
      expectFound(result, attack, 'blocked');
    })),
    ...BENIGN_CASES.map(benign => check(`${loader}: leaves alone ${nameOf(benign)}`, async () => {
      const plain = await functions.plain(eventOf(benign));
      expectUnchanged(await (await functions.get({ guarding: { loader } })).invoke(eventOf(benign)), plain);
    })),
  ]);
}

/** One attack of each detector in the modes that do not block. */
export function modeChecks(functions: GuardedFunctions): Check[] {
  const detectors = ['sql', 'shell', 'path', 'ssrf', 'code', 'prototype', 'xss', 'crlf'] as const;
  const attacks = detectors.flatMap(detector => ATTACK_CASES.find(attack => attack.detector === detector) ?? []);
  return LOADERS.flatMap(loader => attacks.flatMap(attack => [
    check(`${loader}, report: reports and lets through ${nameOf(attack)}`, async () => {
      const result = await expectUntouched(functions, attack, { loader, mode: 'report' });
      expectFound(result, attack, 'reported');
    }),
    check(`${loader}, off: is as if it were not there: ${nameOf(attack)}`, async () => {
      const result = await expectUntouched(functions, attack, { loader, mode: 'off' });
      deepEqual(guardLines(result.logs), { findings: [], attempts: [], metrics: [], others: [] });
    }),
  ]));
}

/** A heartbeat at the cold start, none with the next event. */
export function heartbeatChecks(functions: GuardedFunctions): Check[] {
  return LOADERS.map(loader => check(`${loader}: beats once at the cold start`, async () => {
    const echo = EVENTS.direct?.('echo', 'x') ?? {};
    const started = await functions.get({ guarding: { loader }, environment: { HEARTBEAT: 'own process' } });
    const [first, second] = [await started.invoke(echo), await started.invoke(echo)].map(({ logs }) => guardLines(logs).metrics.flatMap(metricNames));
    deepEqual([first, second], [[METRICS.heartbeat], []]);
  }));
}

/** Values that are written like attacks, told beside whatever the sinks do: from the second event on, of each class once in a minute. */
export function attemptChecks(functions: GuardedFunctions): Check[] {
  return LOADERS.map(loader => check(`${loader}: tells attempts before any sink, and changes nothing`, async () => {
    const event = (input: string): object => EVENTS['API Gateway v2, JSON body']?.('echo', input) ?? {};
    const started = await functions.get({ guarding: { loader }, environment: { ATTEMPTS: 'own process' } });
    const inputs = ['<script>alert(1)</script>', 'hello', '<script>alert(2)</script>', '<script>alert(3)</script>', '../../etc/passwd'];
    const told: unknown[] = [];
    for (const input of inputs) {
      const result = await started.invoke(event(input));
      deepEqual(asSeen(result), asSeen(await functions.plain(event(input))));
      told.push(guardLines(result.logs).attempts.map(({ evidences }) => [evidences[0]?.data.inputPath, evidences[0]?.data.change.split(':')[0]]));
    }
    const path = '$.body.input';
    deepEqual(told, [[], [], [[path, 'is written like xss']], [], [[path, 'is written like path']]]);
  }));
}

async function expectLeakUnprotected(functions: GuardedFunctions, attack: AttackCase): Promise<void> {
  const { payload } = await functions.plain(eventOf(attack));
  ok(payload.includes(attack.leak), `the attack does not work unprotected: ${payload.slice(0, 300)}`);
}

async function expectUntouched(functions: GuardedFunctions, attack: AttackCase, guarding: Guarding): ReturnType<Awaited<ReturnType<GuardedFunctions['get']>>['invoke']> {
  const plain = await functions.plain(eventOf(attack));
  const result = await (await functions.get({ guarding })).invoke(eventOf(attack));
  deepEqual(asSeen(result), asSeen(plain));
  equal(plain.payload.includes(attack.leak), true);
  return result;
}
