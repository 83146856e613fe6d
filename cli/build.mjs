/**
 * Bundles the command line into one file, so that it starts without loading the construct library and brings what it
 * needs of `yaml`: `node cli/build.mjs [FILE]`.
 */
import { chmodSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..');
const outfile = process.argv[2] ?? join(root, 'lib/cli/cdk-serverless-guard.js');

const licence = readFileSync(join(root, 'node_modules/yaml/LICENSE'), 'utf8').trim();
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['cli/bin.ts'],
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  outfile,
  metafile: true,
  logLevel: 'warning',
  banner: { js: `#!/usr/bin/env node\n/* It holds the package yaml:\n\n${licence}\n*/` },
});
chmodSync(outfile, 0o755);

const strangers = Object.keys(metafile.inputs).filter(input => !/^(?:cli|src)\/|(?:^|\/)node_modules\/yaml\//.test(input));
if (strangers.length > 0) throw new Error(`the command bundles ${strangers.join(', ')}, expected only cli, src and yaml: it would start slowly`);
