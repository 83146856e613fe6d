import { statSync } from 'node:fs';
import { extname } from 'node:path';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx', '.json', '/index.ts', '/index.js', '/index.mjs', '/index.cjs'];

/**
 * The file that a path in an import means: the one of that name, else one of the importing file's own kind, else of any
 * other; TypeScript's `./x.js` is `./x.ts`.
 *
 * @param own - the extension of the file that imports it
 */
export function resolvePath(path: string, own: string): string | undefined {
  const written = extname(path) === '' ? [] : [path, ...asTypeScript(path)];
  return written.find(isFile) ?? [own, ...EXTENSIONS].map(extension => path + extension).find(isFile) ?? [path].find(isFile);
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
