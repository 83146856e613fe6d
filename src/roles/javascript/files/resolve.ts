import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const EXTENSIONS = ['', '.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx', '.json', '/index.ts', '/index.js', '/index.mjs', '/index.cjs'];

/** The file that a relative import means; TypeScript's `./x.js` is `./x.ts`. */
export function resolveRelative(specifier: string, from: string): string | undefined {
  const path = join(dirname(from), specifier);
  const candidates = [...EXTENSIONS.map(extension => path + extension), ...asTypeScript(path)];
  return candidates.find(isFile);
}

export function isRelative(specifier: string): boolean {
  return /^\.{1,2}(\/|$)/.test(specifier);
}

function asTypeScript(path: string): readonly string[] {
  const [, stem, kind] = /^(.*)\.([cm]?)jsx?$/.exec(path) ?? [];
  return stem === undefined ? [] : [`${stem}.${kind ?? ''}ts`, `${stem}.tsx`];
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
