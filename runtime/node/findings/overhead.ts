import type { GuardOverhead } from '../../../src/contract/metrics';

/** Adds up how long invocations waited for the guard, until somebody asks. */
export interface Overhead {
  /** Runs something of the guard's and counts its time for the invocation in flight. */
  measure<A, T>(run: (argument: A) => T, argument: A): T;
  /** An invocation begins: what was counted belongs to the one before. */
  next(): void;
  /** The figures since the last call; undefined where no invocation came between. */
  take(): GuardOverhead | undefined;
}

/** Microseconds since a time that does not matter. */
export type Clock = () => number;

/** Bounds of buckets are a quarter of a power of two apart: to 2^32 µs, an hour and more, in constant space. */
const PER_OCTAVE = 4;
const BUCKETS = 32 * PER_OCTAVE + 1;
const PERCENTILE = 0.99;

/** Captured before the app can replace them. */
const { ceil, log2, max: largest, min, round } = Math;

export function createOverhead(clock: Clock): Overhead {
  let counts = new Uint32Array(BUCKETS);
  let invocations = 0;
  let total = 0;
  let max = 0;
  let current: number | undefined;

  const reset = () => {
    counts = new Uint32Array(BUCKETS);
    invocations = total = max = 0;
  };

  return {
    measure(run, argument) {
      const started = clock();
      try {
        return run(argument);
      } finally {
        if (current !== undefined) current += clock() - started;
      }
    },
    next() {
      if (current !== undefined) {
        const bucket = bucketOf(current);
        counts[bucket] = (counts[bucket] ?? 0) + 1;
        invocations += 1;
        total += current;
        max = largest(max, current);
      }
      current = 0;
    },
    take() {
      if (invocations === 0) return undefined;
      const overhead = { invocations, mean: round(total / invocations), p99: round(min(max, percentile(counts, invocations))), max: round(max) };
      reset();
      return overhead;
    },
  };
}

function bucketOf(micros: number): number {
  return micros <= 1 ? 0 : min(BUCKETS - 1, ceil(log2(micros) * PER_OCTAVE));
}

/** The upper bound of the bucket in which the percentile is. */
function percentile(counts: Uint32Array, values: number): number {
  const rank = ceil(values * PERCENTILE);
  let seen = 0;
  let bucket = 0;
  for (; bucket < BUCKETS; bucket++) {
    seen += counts[bucket] ?? 0;
    if (seen >= rank) break;
  }
  return 2 ** (bucket / PER_OCTAVE);
}
