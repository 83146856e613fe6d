import { setTimeout as sleep } from 'node:timers/promises';
import { watch } from '../../../runtime/node/findings/watchdog';
import { Invocation, type LambdaContext } from '../../../runtime/node/invocation/invocation';
import { silentReporter } from '../silent-reporter';

const LEFT_MS = 40;

/** What was told of an invocation by the time its deadline has passed. */
async function told(during: (invocation: Invocation) => void, context: LambdaContext | undefined = { getRemainingTimeInMillis: () => LEFT_MS }) {
  const lines: unknown[] = [];
  const invocation = new Invocation({}, { awsRequestId: 'r' });
  invocation.onEnd = watch(invocation, context, silentReporter({ timeoutNear: details => lines.push(details) }), () => 1_000);
  during(invocation);
  await sleep(3 * LEFT_MS);
  return lines;
}

test('before the deadline it is told what was done last', async () => {
  const lines = await told(invocation => {
    for (let count = 1; count <= 10; count++) invocation.note({ sink: 'postgres', operation: `Query ${count}`, at: 1_000 + count });
  });
  const last = [3, 4, 5, 6, 7, 8, 9, 10].map(count => `Query ${count} (postgres) at ${count} ms`);
  expect(lines).toEqual([{ requestId: 'r', afterMs: 0, leftMs: LEFT_MS / 10, last }]);
});

test('an invocation that is over is not told of', async () => {
  expect(await told(invocation => invocation.end())).toEqual([]);
});

test('nor is the event before told of in the place of the one that waits', async () => {
  await told(invocation => invocation.end());
  const lines = await told(invocation => invocation.note({ sink: 'postgres', operation: 'Query', at: 1_001 }));
  expect(lines).toEqual([{ requestId: 'r', afterMs: 0, leftMs: LEFT_MS / 10, last: ['Query (postgres) at 1 ms'] }]);
});

test.each<[string, LambdaContext | undefined]>([
  ['no context', undefined],
  ['no deadline', {}],
  ['a deadline in the past', { getRemainingTimeInMillis: () => -1 }],
  ['something else', { getRemainingTimeInMillis: () => 'soon' as unknown as number }],
])('nor is one with %s', async (_, context) => {
  expect(await told(() => undefined, context ?? ({} as LambdaContext))).toEqual([]);
});
