/**
 * Runs the suite outside of jest, on any Node and any client: `tsx run.ts RUNTIMES`, a JSON list of `Runtime`.
 *
 * Prints what fails; the last line is `N passed, N failed`.
 */
import { PACKAGINGS, packagingName, type Packaging, type Runtime } from './configuration';
import { GuardedFunctions } from './guarded-functions';
import { startPostgres, type Postgres } from './postgres';
import { checksOf } from './suite';

interface Count {
  passed: number;
  failed: number;
}

async function main(runtimes: readonly Runtime[]): Promise<void> {
  const postgres = await startPostgres();
  const total: Count = { passed: 0, failed: 0 };
  for (const runtime of runtimes) {
    for (const packaging of PACKAGINGS) await runOne(runtime, packaging, postgres, total);
  }
  postgres.stop();
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

async function runOne(runtime: Runtime, packaging: Packaging, postgres: Postgres, total: Count): Promise<void> {
  const where = `${runtime.name}, ${packagingName(packaging)}`;
  const functions = new GuardedFunctions(runtime, packaging, async () => postgres);
  const before = { ...total };
  for (const { name, run } of checksOf(functions, runtime, packaging)) {
    try {
      await run();
      total.passed += 1;
    } catch (error) {
      total.failed += 1;
      console.log(`FAILED ${where}: ${name}\n  ${String((error as Error).message).replace(/\n/g, '\n  ')}`);
    }
  }
  await functions.stop();
  console.log(`${where}: ${total.passed - before.passed} passed, ${total.failed - before.failed} failed`);
}

void main(JSON.parse(process.argv[2] ?? '[]') as Runtime[]);
