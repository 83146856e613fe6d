/**
 * Bundles the parsers that code is analysed with into assets/roles/, each into one file without its source maps and
 * its further builds, and keeps their licences beside them.
 *
 * `--quiet` prints nothing.
 */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..');
const out = join(root, 'assets', 'roles');
mkdirSync(out, { recursive: true });

const PARSERS = [
  ['acorn.cjs', 'export { Parser } from "acorn";', ['acorn']],
  ['lezer-python.cjs', 'export { parser } from "@lezer/python";', ['@lezer/common', '@lezer/highlight', '@lezer/lr', '@lezer/python']],
];

let bytes = 0;
for (const [file, contents, expected] of PARSERS) {
  const { outputFiles: [output], metafile } = await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    charset: 'ascii',
    legalComments: 'none',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const packages = [...new Set(Object.keys(metafile.inputs).flatMap(input => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []))].sort();
  if (packages.join() !== expected.join()) throw new Error(`${file} bundles ${packages.join(', ')}, expected ${expected.join(', ')}`);
  write(file, output.text);
}
write('LICENSES.txt', PARSERS.flatMap(([, , packages]) => packages).map(licenceOf).join('\n'));
if (!process.argv.includes('--quiet')) console.log(`parsers: ${(bytes / 1024).toFixed(1)} KiB`);

function licenceOf(name) {
  const folder = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, 'LICENSE'), 'utf8').trim()}\n`;
}

/* In one step, since tests may be reading it. */
function write(file, text) {
  const path = join(out, file);
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
  bytes += statSync(path).size;
}
