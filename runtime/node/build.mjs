/**
 * Bundles the guard for Node into assets/guard-node/, the content of its Lambda layer.
 *
 * `--quiet` prints nothing, for the benchmarks whose last line is JSON. What makes the files small is in build/ (ADR 9).
 */
import { chmodSync, copyFileSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { builtinModules, withPlainBuiltins } from './build/builtin-modules.mjs';
import { compact } from './build/compact.mjs';
import { constantTables } from './build/constant-tables.mjs';
import { ownNames } from './build/own-names.mjs';
import { guardProgram, isGuards } from './build/program.mjs';
import { EXPORTS, isSharable, SharedModules } from './build/shared-modules.mjs';
import { shortNames } from './build/short-names.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '..', '..', 'assets', 'guard-node');
const layer = join(out, 'serverless-guard');
mkdirSync(layer, { recursive: true });

/** Files that are loaded late, by the module that the source requires. */
const LATE = { inspection: 'inspection', structure: 'structure', conduct: 'conduct', readers: 'wire' };

/** `require` of what is loaded late stays a `require`, of the file beside. */
const apart = {
  name: 'apart',
  setup: ({ onResolve }) => onResolve({ filter: new RegExp(`/(?:${Object.keys(LATE).join('|')})$`) }, ({ kind, path }) => (
    kind === 'require-call' ? { path: `./${LATE[path.split('/').at(-1)]}.cjs`, external: true } : undefined
  )),
};

const FIRST = 'guard.cjs';
const program = guardProgram();
const names = shortNames(ownNames(program, isGuards), program);

/** The oldest Node that AWS still runs functions on decides the syntax. */
const common = {
  absWorkingDir: here,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'error',
  write: false,
  metafile: true,
  mangleProps: names.pattern,
  mangleCache: names.cache,
};
const withConstants = constantTables(program, isGuards);
const inlined = [sources(path => withPlainBuiltins(withConstants(path))), builtinModules];

const shared = new SharedModules((await modulesOf('entry/guard.ts')).filter(isSharable));
const files = new Map();
for (const [file, source] of [['inspection.cjs', 'inspection.ts'], ['structure.cjs', 'structure.ts'], ['conduct.cjs', 'conduct.ts'], ['wire.cjs', 'sinks/wire/readers.ts']]) {
  files.set(file, shared.connect(await bundle(await plainExports(source), [apart, shared.standIns, ...inlined]), `./${FIRST}`));
}
files.set(FIRST, await bundle(`import "shared";\nimport { startGuard } from "./entry/guard";\n${EXPORTS}.startGuard = startGuard;`, [apart, sharing(), ...inlined]));
files.set('preload.cjs', await bundle('import "./entry/preload";', inlined));
files.set('handler.mjs', await bundle('export { handler } from "./entry/handler.mjs";', [sources(withConstants)], 'esm'));

const compacted = new Map();
for (const [file, code] of files) compacted.set(file, await compact(code, Object.keys(names.cache)));
/* All at once, and each in one step: tests and demos may be copying the layer, and its files know each other's short names. */
for (const [file, code] of compacted) writeFileSync(join(layer, `${file}.${process.pid}`), code);
for (const file of compacted.keys()) renameSync(join(layer, `${file}.${process.pid}`), join(layer, file));

/** The guard's sources as the build changes them. */
function sources(change) {
  return { name: 'sources', setup: ({ onLoad }) => onLoad({ filter: /\.ts$/ }, ({ path }) => ({ loader: 'ts', contents: change(path) })) };
}

/** Each file stands alone, so that a child process reads the preload and nothing else. */
async function bundle(contents, plugins, format = 'cjs') {
  const { outputFiles } = await build({ ...common, stdin: { contents, resolveDir: here }, plugins, format });
  return outputFiles[0].text.replaceAll(EXPORTS, 'module.exports');
}

/** The modules of a file, those alone that leave something in it. */
async function modulesOf(source) {
  const { metafile } = await build({ ...common, plugins: [apart, ...inlined], entryPoints: [source], outdir: out });
  const [{ inputs }] = Object.values(metafile.outputs);
  return Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => join(here, path));
}

/**
 * The same exports as properties of one object.
 *
 * esbuild defines a getter for every name that an enumeration of them meets: on a polluted `Object.prototype` that meets the
 * planted names as well, and fails. What is loaded late may be loaded then.
 */
async function plainExports(source) {
  const { metafile } = await build({ ...common, plugins: [apart, ...inlined], entryPoints: [source], format: 'esm', outdir: out });
  const exported = Object.values(metafile.outputs)[0].exports.join(', ');
  return `import { ${exported} } from ${JSON.stringify(`./${source}`)}; ${EXPORTS} = { ${exported} };`;
}

/** What the first file exports for the late ones. */
function sharing() {
  return {
    name: 'sharing',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^shared$/ }, () => ({ path: 'shared', namespace: 'sharing' }));
      onLoad({ filter: /./, namespace: 'sharing' }, () => ({ contents: shared.exports, resolveDir: here }));
    },
  };
}

copyFileSync(join(here, 'entry', 'exec-wrapper'), join(layer, 'exec-wrapper'));
chmodSync(join(layer, 'exec-wrapper'), 0o755);

const built = [...files.keys(), 'exec-wrapper'];
const hash = createHash('sha256');
for (const file of built) hash.update(readFileSync(join(layer, file)));
writeFileSync(join(out, '..', 'guard-node.json'), `${JSON.stringify({ build: hash.digest('hex').slice(0, 16) })}\n`);

if (!process.argv.includes('--quiet')) {
  const kib = built.reduce((sum, file) => sum + statSync(join(layer, file)).size, 0) / 1024;
  console.log(`guard-node: ${kib.toFixed(1)} KiB`);
}
