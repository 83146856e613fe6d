/**
 * What the guard costs: `npm run bench:overhead [-- --node PATH]`.
 *
 * CPU time, never wall time; plain and guarded runs alternate, figures are medians. The last line is one JSON object.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ORDER_EVENT } from './overhead-event';
import { bundleHandler, GUARD_LAYER, invoke, startMeasured, usage, type Handler, type Variant } from './overhead-functions';
import { startFakePostgres } from './overhead-postgres';

const COLD_RUNS = 25;
const WARM_UP_EVENTS = 1500;
const WARM_ROUNDS = 21;
const EVENTS_PER_ROUND = 200;

interface Pair {
  readonly plain: number;
  readonly guarded: number;
}

type Options = Omit<Variant, 'guarded'>;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { node: { type: 'string' } } });
  const postgres = await startFakePostgres();
  const options: Options = { node: values.node, postgresPort: postgres.port };
  const cold = await coldFigures(options);
  const noSink = await warmFigures('noSink', options);
  const twoQueries = await warmFigures('twoQueries', options);
  postgres.stop();
  console.log(JSON.stringify({
    node: nodeVersion(options),
    coldCpuMs: cold.cpuMs,
    warmCpuMicros: { noSink, twoQueries },
    rssMb: cold.rssMb,
    bundleKiB: bundleKiB(),
  }));
}

/** CPU time from the process's start until the first invocation is done, and resident memory then. */
async function coldFigures(options: Options): Promise<{ cpuMs: Pair; rssMb: Pair }> {
  const code = bundleHandler('trivial');
  const cold = async (guarded: boolean): Promise<{ cpu: number; rss: number }> => {
    const measured = await startMeasured(code, { ...options, guarded });
    await invoke(measured, ORDER_EVENT);
    // The second invocation reads the meter before it does anything: what it sees is the start and the first one.
    const { cpuMicros, rssBytes } = await usage(measured);
    await measured.stop();
    return { cpu: cpuMicros / 1000, rss: rssBytes / 1024 / 1024 };
  };
  const runs = await alternating(COLD_RUNS, { plain: async () => cold(false), guarded: async () => cold(true) });
  return { cpuMs: medians(runs, ({ cpu }) => cpu), rssMb: medians(runs, ({ rss }) => rss) };
}

/** CPU time of one event in a process that has long been warm. */
async function warmFigures(handler: Handler, options: Options): Promise<Pair> {
  const code = bundleHandler(handler);
  const plain = await startMeasured(code, { ...options, guarded: false });
  const guarded = await startMeasured(code, { ...options, guarded: true });
  const round = async (measured: typeof plain, events: number): Promise<number> => {
    const before = await usage(measured);
    for (let event = 0; event < events; event++) await invoke(measured, ORDER_EVENT);
    return ((await usage(measured)).cpuMicros - before.cpuMicros) / events;
  };
  for (const measured of [plain, guarded]) await round(measured, WARM_UP_EVENTS);
  const runs = await alternating(WARM_ROUNDS, { plain: async () => round(plain, EVENTS_PER_ROUND), guarded: async () => round(guarded, EVENTS_PER_ROUND) });
  await Promise.all([plain.stop(), guarded.stop()]);
  return medians(runs, micros => micros);
}

interface Runs<T> {
  readonly plain: readonly T[];
  readonly guarded: readonly T[];
}

/** Runs both in turns, so that what else happens on the machine hits both alike. */
async function alternating<T>(times: number, run: { plain(): Promise<T>; guarded(): Promise<T> }): Promise<Runs<T>> {
  const plain: T[] = [];
  const guarded: T[] = [];
  for (let time = 0; time < times; time++) {
    plain.push(await run.plain());
    guarded.push(await run.guarded());
  }
  return { plain, guarded };
}

function medians<T>({ plain, guarded }: Runs<T>, figure: (run: T) => number): Pair {
  return { plain: median(plain.map(figure)), guarded: median(guarded.map(figure)) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return rounded(sorted[Math.floor(sorted.length / 2)] ?? NaN);
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function bundleKiB(): number {
  const files = readdirSync(GUARD_LAYER, { recursive: true }).map(name => statSync(join(GUARD_LAYER, String(name)))).filter(stat => stat.isFile());
  return rounded(files.reduce((sum, { size }) => sum + size, 0) / 1024);
}

function nodeVersion({ node }: Options): string {
  return node ? execFileSync(node, ['--version'], { encoding: 'utf8' }).trim() : process.version;
}

void main();
