/** The demo: attacks the order API without and with the guard and shows what happened. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cleanup } from './cleanup';
import { runDemo } from './demo';
import { paintFor } from './paint';
import { report, succeeded } from './report';

async function main(): Promise<number> {
  const cleanup = new Cleanup();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void cleanup.run().finally(() => process.exit(1)));
  }
  try {
    const folder = mkdtempSync(join(tmpdir(), 'serverless-guard-demo-'));
    cleanup.add(() => rmSync(folder, { recursive: true, force: true }));
    console.log('Starting the order API twice, without and with the guard, each with a PostgreSQL of its own …\n');
    const result = await runDemo(folder, cleanup);
    console.log(report(result, paintFor(process.stdout, process.env)).join('\n'));
    return succeeded(result) ? 0 : 1;
  } finally {
    await cleanup.run();
  }
}

main().then(code => { process.exitCode = code; }, (error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
