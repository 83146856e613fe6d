/**
 * Runs the suite outside of jest, on any Node and any client: `tsx run.ts RUNTIMES`, a JSON list of `Runtime`.
 *
 * Prints what fails; the last line is `N passed, N failed`.
 */
import { PACKAGINGS, packagingName, type Packaging, type Runtime } from './configuration';
import { GuardedFunctions } from './guarded-functions';
import { startPostgres, type Postgres } from './postgres';
import { checksOf } from './suite';

/** Packagings that run side by side: most of the time goes into processes that start, one core each. */
const CONCURRENCY = 2;

interface Count {
  passed: number;
  failed: number;
}

async function main(runtimes: readonly Runtime[]): Promise<void> {
  const postgres = await startPostgres();
  const total: Count = { passed: 0, failed: 0 };
  const queue = runtimes.flatMap(runtime => PACKAGINGS.map(packaging => ({ runtime, packaging })));
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) await runOne(next.runtime, next.packaging, postgres, total);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  postgres.stop();
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

async function runOne(runtime: Runtime, packaging: Packaging, postgres: Postgres, total: Count): Promise<void> {
  const where = `${runtime.name}, ${packagingName(packaging)}`;
  const functions = new GuardedFunctions(runtime, packaging, async () => postgres);
  const own: Count = { passed: 0, failed: 0 };
  for (const { name, run } of checksOf(functions, runtime, packaging)) {
    try {
      await run();
      own.passed += 1;
    } catch (error) {
      own.failed += 1;
      console.log(`FAILED ${where}: ${name}\n  ${String((error as Error).message).replace(/\n/g, '\n  ')}`);
    }
  }
  await functions.stop();
  total.passed += own.passed;
  total.failed += own.failed;
  console.log(`${where}: ${own.passed} passed, ${own.failed} failed`);
}

void main(JSON.parse(process.argv[2] ?? '[]') as Runtime[]);
