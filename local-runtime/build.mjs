/** Bundles the local runtime's client into build/local-runtime/client.mjs, unless it is there and current. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '..', 'build', 'local-runtime', 'client.mjs');

const { outputFiles } = buildSync({
  entryPoints: [join(here, 'client', 'main.ts')],
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  logLevel: 'error',
});
const client = outputFiles[0].text;

if (!existsSync(target) || readFileSync(target, 'utf8') !== client) {
  mkdirSync(dirname(target), { recursive: true });
  // Tests run side by side: a function must never start from a half-written file.
  const draft = `${target}.${process.pid}`;
  writeFileSync(draft, client);
  renameSync(draft, target);
}
