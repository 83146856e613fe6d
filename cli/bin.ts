import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from './main';

/** Of the installed package: this file is built into its lib/cli/. */
const packageRoot = join(__dirname, '../..');
const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { readonly version: string };

// A reader that has seen enough (`| head`) ends nobody's verdict.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// Not process.exit(): it would cut off what a pipe has not taken yet.
process.exitCode = main(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  version,
  packageRoot,
  isTerminal: process.stdout.isTTY ?? false,
  columns: process.stdout.columns,
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
});
