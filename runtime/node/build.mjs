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

/** Files that are loaded late, by the module that the source requires. */
const LATE = { inspection: 'inspection', structure: 'structure', conduct: 'conduct', readers: 'wire' };

/** `require` of what is loaded late stays a `require`, of the file beside. */
const apart = {
  name: 'apart',
  setup: ({ onResolve }) => onResolve({ filter: new RegExp(`/(?:${Object.keys(LATE).join('|')})$`) }, ({ kind, path }) => (
    kind === 'require-call' ? { path: `./${LATE[path.split('/').at(-1)]}.cjs`, external: true } : undefined
  )),
};

/** Each file stands alone, so that a child process reads the preload and nothing else. */
const outputs = [
  { source: '../inspection.ts', file: 'inspection.cjs', format: 'cjs', isLate: true },
  { source: '../structure.ts', file: 'structure.cjs', format: 'cjs', isLate: true },
  { source: '../conduct.ts', file: 'conduct.cjs', format: 'cjs', isLate: true },
  { source: '../sinks/wire/readers.ts', file: 'wire.cjs', format: 'cjs', isLate: true },
  { source: 'preload.ts', file: 'preload.cjs', format: 'cjs' },
  { source: 'guard.ts', file: 'guard.cjs', format: 'cjs' },
  { source: 'handler.mjs', file: 'handler.mjs', format: 'esm' },
];
for (const { source, file, format, isLate } of outputs) {
  const outfile = join(layer, file);
  const entry = join(here, 'entry', source);
  const input = isLate ? { stdin: { contents: await plainExports(entry), resolveDir: here } } : { entryPoints: [entry] };
  await build({ ...common, ...input, plugins: [apart], format, outfile: `${outfile}.${process.pid}` });
  /* In one step, since tests and demos may be copying the layer. */
  renameSync(`${outfile}.${process.pid}`, outfile);
}

/**
 * The same exports as properties of one object.
 *
 * esbuild defines a getter for every name that an enumeration of them meets: on a polluted `Object.prototype` that meets the
 * planted names as well, and fails. What is loaded late may be loaded then.
 */
async function plainExports(entry) {
  const { metafile } = await build({ ...common, plugins: [apart], entryPoints: [entry], format: 'esm', write: false, metafile: true });
  const names = Object.values(metafile.outputs)[0].exports.join(', ');
  return `import { ${names} } from ${JSON.stringify(entry)}; module.exports = { ${names} };`;
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
