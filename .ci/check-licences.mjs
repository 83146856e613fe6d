/**
 * Fails when something that users get is not ours or not permissively licensed: the guard bundles only our own
 * sources; what the command and the parsers bundle, and a bundled dependency of the construct library, is MIT, Apache-2.0, ISC or BSD.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const ALLOWED = new Set(['MIT', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD']);
const OWN = ['runtime/node/', 'src/contract/'];
const problems = [];

const entries = ['preload.ts', 'guard.ts', 'handler.mjs'].map(name => `runtime/node/entry/${name}`);
const { metafile } = await build({
  entryPoints: entries, bundle: true, platform: 'node', write: false, metafile: true, outdir: 'unused', format: 'esm', logLevel: 'error',
});
for (const input of Object.keys(metafile.inputs)) {
  if (!OWN.some(room => input.startsWith(room))) problems.push(`the guard bundles ${input}, expected only ${OWN.join(' and ')}`);
}

const command = await build({ entryPoints: ['cli/bin.ts'], bundle: true, platform: 'node', write: false, metafile: true, outdir: 'unused', logLevel: 'error' });
const packages = new Set(Object.keys(command.metafile.inputs).flatMap(input => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []));
for (const name of packages) {
  const { version, license } = JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8'));
  if (!ALLOWED.has(license)) problems.push(`the command bundles ${name}@${version}, licensed ${license}, expected one of ${[...ALLOWED].join(', ')}`);
}

/* parsers/build.mjs bundles exactly the packages whose licences it keeps. */
execFileSync('node', ['parsers/build.mjs', '--quiet'], { stdio: 'inherit' });
const parsers = [...readFileSync('assets/roles/LICENSES.txt', 'utf8').matchAll(/^(\S+) (\d+\.\S+) \((.+)\)$/gm)];
if (parsers.length === 0) problems.push('assets/roles/LICENSES.txt names no package, expected those of the parsers');
for (const [, name, version, license] of parsers) {
  if (!ALLOWED.has(license)) problems.push(`the parsers bundle ${name}@${version}, licensed ${license}, expected one of ${[...ALLOWED].join(', ')}`);
}

/** The closure of bundled dependencies, each once. */
function bundled(names, from, seen = new Map()) {
  for (const name of names) {
    const file = manifest(name, from);
    if (seen.has(file)) continue;
    const json = JSON.parse(readFileSync(file, 'utf8'));
    seen.set(file, json);
    bundled(Object.keys(json.dependencies ?? {}), dirname(file), seen);
  }
  return seen;
}

function manifest(name, from) {
  for (const folder of createRequire(join(from, 'x.js')).resolve.paths(name) ?? []) {
    const file = join(folder, name, 'package.json');
    if (existsSync(file)) return file;
  }
  throw new Error(`bundled dependency ${name} is not installed, expected it below ${from}; run "npm ci"`);
}

const { bundledDependencies = [] } = JSON.parse(readFileSync('package.json', 'utf8'));
const dependencies = bundled(bundledDependencies, process.cwd());
for (const { name, version, license } of dependencies.values()) {
  if (!ALLOWED.has(license)) problems.push(`${name}@${version} is licensed ${license}, expected one of ${[...ALLOWED].join(', ')}`);
}

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`guard: ${Object.keys(metafile.inputs).length} own sources; the command bundles ${[...packages].join(', ')}; the parsers ${parsers.map(([, name]) => name).join(', ')}; bundled dependencies: ${dependencies.size}`);
