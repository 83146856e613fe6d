/**
 * What protecting an app costs at synthesis: `npm run bench:synth`, shorter with `-- --sizes 10,100 --rounds 3`.
 *
 * `plain` is the app alone; `guarded` adds the ServerlessGuard aspect with three alarms a function (attacks, errors,
 * throttles), `naive` an aspect that makes a log group, a policy and three alarms a function with plain CDK; `checked`
 * adds the Serverless Top 10 checks to the plain app, `findings` as many findings as theirs that nobody looked for, which
 * is what CDK takes to write them, and `awsSolutions` cdk-nag's pack; `protected` is `protect()`, the guard and the checks.
 * Every measurement is a process of its own, rounds are interleaved, and medians are printed; CPU time does not count waiting.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesise } from './synth-app';

const VARIANTS = ['plain', 'guarded', 'naive', 'checked', 'protected', 'findings', 'awsSolutions'] as const;
type Variant = (typeof VARIANTS)[number];

interface Measurement {
  readonly cpuMs: number;
  readonly rssMb: number;
}

const { values: args } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10,100,1000,2000' },
    rounds: { type: 'string', default: '5' },
    child: { type: 'string' },
    size: { type: 'string' },
  },
});

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function measureInChild(variant: Variant, size: number): Measurement {
  const output = execFileSync(process.execPath, [...process.execArgv, __filename, '--child', variant, '--size', String(size)], {
    encoding: 'utf8',
    env: { ...process.env, CDK_VALIDATION: 'false', CDK_DISABLE_STACK_TRACE: '1' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Measurement;
}

function measureHere(variant: Variant, size: number): void {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-synth-'));
  try {
    // Modules are loaded lazily; a small app loads them, so that the sizes differ in functions alone.
    synthesise(variant, 5, join(outdir, 'warm-up'));
    const before = process.cpuUsage();
    synthesise(variant, size, join(outdir, 'measured'));
    const { user, system } = process.cpuUsage(before);
    console.log(JSON.stringify({ cpuMs: (user + system) / 1000, rssMb: process.memoryUsage().rss / 2 ** 20 } satisfies Measurement));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function measureAll(sizes: readonly number[], rounds: number): Map<Variant, Map<number, Measurement[]>> {
  const all = new Map(VARIANTS.map(variant => [variant, new Map(sizes.map(size => [size, [] as Measurement[]]))]));
  for (let round = 0; round < rounds; round++) {
    for (const size of sizes) {
      for (const variant of VARIANTS) all.get(variant)?.get(size)?.push(measureInChild(variant, size));
    }
    console.error(`round ${round + 1} of ${rounds}`);
  }
  return all;
}

function table(all: ReturnType<typeof measureAll>, value: (measurement: Measurement, size: number) => number): Record<string, Record<string, number>> {
  return Object.fromEntries([...all].map(([variant, bySize]) => [
    variant,
    Object.fromEntries([...bySize].map(([size, measurements]) => [
      String(size),
      Number(median(measurements.map(measurement => value(measurement, size))).toFixed(3)),
    ])),
  ]));
}

function main(): void {
  const sizes = args.sizes.split(',').map(Number);
  const rounds = Number(args.rounds);
  if (sizes.some(size => !Number.isInteger(size) || size < 1) || !Number.isInteger(rounds) || rounds < 1) {
    throw new Error(`bad arguments, got --sizes ${args.sizes} --rounds ${args.rounds}, expected positive integers; try --sizes 10,100 --rounds 3`);
  }
  const all = measureAll(sizes, rounds);
  console.log(JSON.stringify({
    cpuMsPerFunction: table(all, ({ cpuMs }, size) => cpuMs / size),
    rssMb: table(all, ({ rssMb }) => rssMb),
  }));
}

if (args.child === undefined) main();
else measureHere(args.child as Variant, Number(args.size));
