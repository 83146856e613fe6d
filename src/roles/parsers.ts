import { join } from 'node:path';
import type * as LezerPython from '@lezer/python';
import type * as Acorn from 'acorn';

/** The parsers as they come with the package, built by parsers/build.mjs: neither is a dependency of its users. */
const FOLDER = join(__dirname, '..', '..', 'assets', 'roles');

/** The parser of JavaScript; loaded by the first file that needs it. */
export function acorn(): Pick<typeof Acorn, 'Parser'> {
  return load('acorn.cjs') as typeof Acorn;
}

/** The parser of Python; loaded by the first file that needs it. */
export function lezerPython(): Pick<typeof LezerPython, 'parser'> {
  return load('lezer-python.cjs') as typeof LezerPython;
}

function load(file: string): unknown {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would read it at once
  return require(join(FOLDER, file));
}
