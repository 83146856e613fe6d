import { admit } from '../../../runtime/node/behaviour/admission';
import type { Attack } from '../../../runtime/node/findings/attack';
import { EVENT_SOURCES } from '../../../runtime/node/invocation/event-sources';
import { Invocation } from '../../../runtime/node/invocation/invocation';
import { createPolicy } from '../../../runtime/node/response/policy';
import { GuardTrigger } from '../../../src';
import { TRIGGERS, type GuardPolicy } from '../../../src/contract/policy';
import { silentReporter } from '../silent-reporter';

const QUEUE = { Records: [{ eventSource: 'aws:sqs', messageId: 'm', body: 'x' }] };

function admitted(event: unknown, policy: Partial<GuardPolicy>) {
  const found: Attack[] = [];
  const reporter = silentReporter({ attack: attack => found.push(attack) });
  const invocation = new Invocation(event, { awsRequestId: 'r' });
  admit(invocation, { policy: createPolicy('block', policy), reporter, now: () => 0 });
  return { changes: found.map(({ change }) => change), blocked: found.map(({ blocked }) => blocked), isTurnedAway: invocation.isTurnedAway };
}

const nested = (depth: number): unknown => (depth === 0 ? 'x' : [nested(depth - 1)]);

test('an event of a declared source is expected', () => {
  expect(admitted(QUEUE, { triggers: ['sqs'] })).toEqual({ changes: [], blocked: [], isTurnedAway: false });
});

test('one of another source is reported, and turned away where that blocks', () => {
  const changes = ['the event came from direct, the function declared sqs, sns'];
  expect(admitted({ action: 'refund' }, { triggers: ['sqs', 'sns'] })).toEqual({ changes, blocked: [false], isTurnedAway: false });
  expect(admitted({ action: 'refund' }, { triggers: ['sqs', 'sns'], detectors: { provenance: 'block' } })).toEqual({ changes, blocked: [true], isTurnedAway: true });
});

test.each<[string, unknown, string | undefined]>([
  ['nests', nested(6), 'it nests deeper than 5 levels'],
  ['nests as text', { body: JSON.stringify(nested(6)) }, 'it nests deeper than 5 levels'],
  ['holds many texts', Array.from({ length: 21 }, (_, index) => `${index} x`), 'it holds more than 20 texts'],
  ['holds much text', ['a '.repeat(600)], 'it holds more than 1000 characters'],
  ['holds little', nested(4), undefined],
])('an event that %s', (_, event, change) => {
  expect(admitted(event, { limits: { depth: 5, values: 20, characters: 1000 } }).changes).toEqual(change === undefined ? [] : [change]);
});

test('an exemption, and a detector that is off', () => {
  expect(admitted({}, { triggers: ['sqs'], exemptions: [{ detector: 'provenance', route: 'direct' }] }).changes).toEqual([]);
  expect(admitted({}, { triggers: ['sqs'], detectors: { provenance: 'off' } }).changes).toEqual([]);
});

test('every source has a name that can be declared', () => {
  expect([...EVENT_SOURCES.map(({ name }) => name), 'direct'].sort()).toEqual([...TRIGGERS].sort());
  expect(Object.values(GuardTrigger).sort()).toEqual([...TRIGGERS].sort());
});
