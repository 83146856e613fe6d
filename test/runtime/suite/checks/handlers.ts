import { deepEqual, equal, ok } from 'node:assert/strict';
import { SECRET } from '../build-fixture';
import type { AttackCase } from '../cases/attack-cases';
import { check, type Check } from '../check';
import { LOADERS } from '../configuration';
import { EVENTS } from '../events';
import { asSeen, expectFound, expectRefused, expectUnchanged } from '../expectations';
import type { GuardedFunctions } from '../guarded-functions';

const event = 'function URL, JSON body';
const attack: AttackCase = { action: 'path-promises', event, input: '../secret.txt', detector: 'path', sink: 'filesystem', leak: SECRET };
const attackEvent = EVENTS[event]?.(attack.action, attack.input) ?? {};
const benignEvent = EVENTS[event]?.('path-promises', 'hello.txt') ?? {};

/** Handlers of every kind that is not a plain async function. */
export function handlerChecks(functions: GuardedFunctions): Check[] {
  return LOADERS.flatMap(loader => [
    ...['index.api.orders.handle', 'index.callback', 'index.stream', 'index.streamBegunEarly', 'index.streamSwallowing'].map(handler =>
      check(`${loader}: ${handler} answers a benign request as without`, async () => {
        const plain = await functions.plain(benignEvent, handler);
        expectUnchanged(await (await functions.get({ handler, guarding: { loader } })).invoke(benignEvent), plain);
      })),
    check(`${loader}: a nested export name is protected`, async () => {
      const result = await (await functions.get({ handler: 'index.api.orders.handle', guarding: { loader } })).invoke(attackEvent);
      expectRefused(result, attack);
      expectFound(result, attack, 'blocked');
    }),
    check(`${loader}: a stream that has not begun is refused`, async () => {
      const result = await (await functions.get({ handler: 'index.stream', guarding: { loader } })).invoke(attackEvent);
      equal(result.prelude?.statusCode, 403);
      ok(!result.payload.includes(SECRET));
      expectFound(result, attack, 'blocked');
    }),
    ...['index.streamBegunEarly', 'index.streamSwallowing'].map(handler =>
      check(`${loader}: ${handler}, begun before the attack, is ended`, async () => {
        const result = await (await functions.get({ handler, guarding: { loader } })).invoke(attackEvent);
        equal(result.streamed, true);
        ok(result.payload.startsWith('begun '));
        ok(!result.payload.includes(SECRET) && !result.payload.includes('swallowed'), `went on: ${result.payload}`);
        expectFound(result, attack, 'blocked');
      })),
  ]);
}

/** A handler with a callback, where the client has them. */
export function callbackChecks(functions: GuardedFunctions): Check[] {
  return LOADERS.map(loader => check(`${loader}: a callback handler is protected`, async () => {
    const result = await (await functions.get({ handler: 'index.callback', guarding: { loader } })).invoke(attackEvent);
    expectRefused(result, attack);
    expectFound(result, attack, 'blocked');
  }));
}

const BROKEN_HANDLERS = [
  'missing-package.handler', 'missing-package-esm.handler', 'throws.handler', 'throws-esm.handler', 'throws-text.handler', 'syntax.handler',
  'no-such-module.handler', 'index.noSuchExport', 'index.notAFunction', '../index.handler',
] as const;

/** A handler that cannot be loaded gives the same error of the initialisation. */
export function initialisationChecks(functions: GuardedFunctions): Check[] {
  return LOADERS.flatMap(loader => BROKEN_HANDLERS.map(handler => check(`${loader}: ${handler} fails as without`, async () => {
    const plain = await functions.plain({}, handler);
    const guarded = await (await functions.get({ handler, guarding: { loader } })).invoke({});
    ok(plain.error);
    deepEqual(withoutRequireStack(guarded), withoutRequireStack(plain));
  })));
}

/** Who required a module differs where the guard loads it; what was missing does not. */
function withoutRequireStack(result: Parameters<typeof asSeen>[0]): object {
  const seen = asSeen(result) as { errorMessage: string };
  return { ...seen, errorMessage: seen.errorMessage.replace(/\nRequire stack:[\s\S]*/, '') };
}
