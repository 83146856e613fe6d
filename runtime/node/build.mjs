/**
 * Bundles the guard for Node into assets/guard-node/, the content of its Lambda layer.
 *
 * `--quiet` prints nothing, for the benchmarks whose last line is JSON.
 */
import { chmodSync, copyFileSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '..', '..', 'assets', 'guard-node');
const layer = join(out, 'serverless-guard');
mkdirSync(layer, { recursive: true });

/** The oldest Node that AWS still runs functions on decides the syntax. */
const common = { bundle: true, platform: 'node', target: 'node20', minify: true, keepNames: false, legalComments: 'none', logLevel: 'error' };

/** `require` of what is loaded late stays a `require`, of the file beside. */
const apart = {
  name: 'apart',
  setup: ({ onResolve }) => onResolve({ filter: /\/(inspection|readers)$/ }, ({ kind, path }) => (
    kind === 'require-call' ? { path: `./${path.endsWith('readers') ? 'wire' : 'inspection'}.cjs`, external: true } : undefined
  )),
};

/** Each file stands alone, so that a child process reads the preload and nothing else. */
const outputs = [
  { source: '../inspection.ts', file: 'inspection.cjs', format: 'cjs' },
  { source: '../sinks/wire/readers.ts', file: 'wire.cjs', format: 'cjs' },
  { source: 'preload.ts', file: 'preload.cjs', format: 'cjs' },
  { source: 'guard.ts', file: 'guard.cjs', format: 'cjs' },
  { source: 'handler.mjs', file: 'handler.mjs', format: 'esm' },
];
for (const { source, file, format } of outputs) {
  const outfile = join(layer, file);
  await build({ ...common, plugins: [apart], entryPoints: [join(here, 'entry', source)], format, outfile: `${outfile}.${process.pid}` });
  /* In one step, since tests and demos may be copying the layer. */
  renameSync(`${outfile}.${process.pid}`, outfile);
}
copyFileSync(join(here, 'entry', 'exec-wrapper'), join(layer, 'exec-wrapper'));
chmodSync(join(layer, 'exec-wrapper'), 0o755);

const files = [...outputs.map(output => output.file), 'exec-wrapper'];
const hash = createHash('sha256');
for (const file of files) hash.update(readFileSync(join(layer, file)));
writeFileSync(join(out, '..', 'guard-node.json'), `${JSON.stringify({ build: hash.digest('hex').slice(0, 16) })}\n`);

if (!process.argv.includes('--quiet')) {
  const kib = files.reduce((sum, file) => sum + statSync(join(layer, file)).size, 0) / 1024;
  console.log(`guard-node: ${kib.toFixed(1)} KiB`);
}
