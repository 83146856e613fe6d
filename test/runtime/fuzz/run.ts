/**
 * Fuzzes what reads foreign bytes until the time is over: `npm run fuzz -- --minutes 10 --seed 1 --only postgres`.
 *
 * Every round takes the next seed. Stops at the first failure, and prints what repeats it; the last line counts.
 */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { TARGETS } from './targets';

const RUNS_A_ROUND = 500;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string', default: '1' }, only: { type: 'string', default: '' } } });
const [minutes, firstSeed] = [Number(values.minutes), Number(values.seed)];
if (!(minutes > 0) || !Number.isInteger(firstSeed)) {
  throw new Error(`--minutes ${values.minutes} --seed ${values.seed}: expected a number above 0 and a whole number; give --minutes 10 --seed 1`);
}
const targets = TARGETS.filter(({ name }) => name.includes(values.only));
if (targets.length === 0) throw new Error(`--only ${values.only}: no target has that in its name, expected one of ${TARGETS.map(({ name }) => name).join('; ')}`);

const until = Date.now() + minutes * 60_000;
let seed = firstSeed;
let runs = 0;
let failed = 0;
for (; Date.now() < until && failed === 0; seed++) {
  for (const { name, property } of targets) {
    const result = fc.check(property, { seed, numRuns: RUNS_A_ROUND });
    runs += result.numRuns;
    if (!result.failed) continue;
    failed += 1;
    console.log(`FAILED ${name}\n${fc.defaultReportMessage(result) ?? ''}\nagain: npm run fuzz -- --seed ${seed} --only '${name}'`);
  }
}
console.log(`${runs} runs with seeds ${firstSeed} to ${seed - 1}, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
