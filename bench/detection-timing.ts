/** Times in microseconds of one call, and how many times those of `JSON.parse` the median is. */
export interface Micros {
  readonly p50: number | null;
  readonly p99: number | null;
  readonly ratio: number | null;
}

/** No row to measure, or nothing to measure it with. */
const NOT_MEASURED: Micros = { p50: null, p99: null, ratio: null };

const ROUNDS = 4;
const CALLS = 8;

/**
 * Measures a call for each row beside `JSON.parse` of the same text, alternating, so that both meet the same machine.
 *
 * Of each row the fastest of some rounds counts, a round being the mean of some calls: what is left is the work, not the
 * scheduler's. The first round only warms up.
 */
export function measure<Row>(rows: readonly Row[], text: (row: Row) => unknown, call: (row: Row) => unknown): Micros {
  if (rows.length === 0) return NOT_MEASURED;
  const json = rows.map(row => JSON.stringify(text(row)));
  const calls = rows.map(() => Infinity);
  const parses = rows.map(() => Infinity);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [index, row] of rows.entries()) {
      const called = timed(() => call(row));
      const parsed = timed(() => JSON.parse(json[index]));
      if (round === 0) continue;
      calls[index] = Math.min(calls[index], called);
      parses[index] = Math.min(parses[index], parsed);
    }
  }
  const p50 = percentile(calls, 0.5);
  return { p50: rounded(p50), p99: rounded(percentile(calls, 0.99)), ratio: rounded(p50 / percentile(parses, 0.5)) };
}

/** Microseconds of one call, the mean of several. */
function timed(call: () => unknown): number {
  const start = process.hrtime.bigint();
  for (let count = 0; count < CALLS; count++) call();
  return Number(process.hrtime.bigint() - start) / 1_000 / CALLS;
}

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
