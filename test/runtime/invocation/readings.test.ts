import { indexInputs } from '../../../runtime/node/invocation/input-index';
import { beginReading, readingOf } from '../../../runtime/node/invocation/readings';

const ATTACK = "x' OR '1'='1";
const EVENT = { rawQueryString: `q=${encodeURIComponent(ATTACK)}`, body: JSON.stringify({ note: ATTACK }), id: 'JyBPUiAxPTEgLS0=' };
const inputs = (event: unknown): readonly string[] => [ATTACK, "' OR 1=1 --"].flatMap(text => indexInputs(event).candidates(text));

/** Fills what is kept, more than once. */
function flood(name: string): void {
  for (let event = 0; event < 3; event++) indexInputs(Array.from({ length: 2_000 }, (_, index) => `${name} ${event} ${index}`));
}

test('an event comes to the same inputs the first time, again, and after a flood of other texts', () => {
  const first = inputs(EVENT);
  expect(first).toEqual(expect.arrayContaining([ATTACK, "' OR 1=1 --"]));
  expect(inputs(EVENT)).toEqual(first);
  flood('padding');
  expect(inputs(EVENT)).toEqual(first);
});

test('nothing of one event is an input of the next', () => {
  indexInputs(EVENT);
  expect(inputs({ other: 'event' })).toEqual([]);
});

test('a short text is read once', () => {
  beginReading();
  expect(readingOf("it's short")).toBe(readingOf("it's short"));
});

test.each([
  ['long ones', `it's ${'long '.repeat(60)}`],
  ['compressed ones', `H4sI${'A'.repeat(40)}`],
])('%s are not kept', (_, text) => {
  beginReading();
  expect(readingOf(text)).not.toBe(readingOf(text));
});

test('what is kept is bounded: a text that was not met for two floods is read anew', () => {
  const before = readingOf('met before');
  flood('first');
  flood('second');
  beginReading();
  expect(readingOf('met before')).not.toBe(before);
});
