/**
 * Bundles the report's page into assets/report/: one script and one style, which every report holds.
 *
 * `--quiet` prints nothing.
 */
import { mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '..', 'assets', 'report');
mkdirSync(out, { recursive: true });

let bytes = 0;
for (const [source, file] of [['main.ts', 'page.js'], ['style.css', 'page.css']]) {
  const outfile = join(out, file);
  await build({ entryPoints: [join(here, source)], outfile: `${outfile}.${process.pid}`, bundle: true, minify: true, format: 'iife', target: 'es2022', charset: 'ascii', legalComments: 'none', logLevel: 'error', loader: { '.css': 'css' } });
  /* In one step, since tests may be reading it. */
  renameSync(`${outfile}.${process.pid}`, outfile);
  bytes += statSync(outfile).size;
}

if (!process.argv.includes('--quiet')) console.log(`report: ${(bytes / 1024).toFixed(1)} KiB`);
