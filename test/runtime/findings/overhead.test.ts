import fc from 'fast-check';
import { createOverhead } from '../../../runtime/node/findings/overhead';

function measuring() {
  const clock = { now: 0 };
  const overhead = createOverhead(() => clock.now);
  const spend = (micros: number) => overhead.measure(() => { clock.now += micros; }, undefined);
  return { overhead, spend };
}

test('adds up what one invocation waited', () => {
  const { overhead, spend } = measuring();
  for (const calls of [[100, 200], [50], []]) {
    overhead.next();
    calls.forEach(spend);
  }
  overhead.next();
  expect(overhead.take()).toEqual({ invocations: 3, mean: 117, p99: 300, max: 300 });
});

test('tells nothing before the first invocation is over, and nothing twice', () => {
  const { overhead, spend } = measuring();
  spend(1000);
  overhead.next();
  expect(overhead.take()).toBeUndefined();
  spend(10);
  overhead.next();
  expect(overhead.take()).toMatchObject({ invocations: 1, max: 10 });
  expect(overhead.take()).toBeUndefined();
});

test('hands on what is returned and thrown, and counts both', () => {
  const { overhead } = measuring();
  overhead.next();
  expect(overhead.measure(number => number + 1, 6)).toBe(7);
  expect(() => overhead.measure(() => { throw new Error('refused'); }, undefined)).toThrow('refused');
});

test('one slow invocation in a thousand is the highest, not the percentile', () => {
  const { overhead, spend } = measuring();
  for (let index = 0; index < 1000; index++) {
    overhead.next();
    spend(index === 500 ? 1e6 : 100);
  }
  overhead.next();
  const { p99, max } = overhead.take()!;
  expect(max).toBe(1e6);
  expect(p99).toBeGreaterThanOrEqual(100);
  expect(p99).toBeLessThanOrEqual(120);
});

test('the percentile is never too low and at most a fifth too high', () => {
  fc.assert(fc.property(fc.array(fc.double({ min: 1, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 300 }), waits => {
    const { overhead, spend } = measuring();
    for (const wait of waits) {
      overhead.next();
      spend(wait);
    }
    overhead.next();
    const exact = [...waits].sort((a, b) => a - b)[Math.ceil(waits.length * 0.99) - 1]!;
    const { p99, max, invocations } = overhead.take()!;
    expect(invocations).toBe(waits.length);
    expect(p99).toBeGreaterThanOrEqual(exact * 0.999 - 1);
    expect(p99).toBeLessThanOrEqual(exact * 1.2 + 1);
    expect(p99).toBeLessThanOrEqual(max);
  }), { seed: 20261124, numRuns: 200 });
});
