import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';

/**
 * The folder that reports name files from: the checkout that holds the working directory, since code scanning reads paths from
 * its root; without one the working directory.
 */
export function projectRoot(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return cwd;
  }
}

/** A path below a folder, with forward slashes; `undefined` for what lies elsewhere. */
export function pathBelow(folder: string, path: string): string | undefined {
  const inside = relative(folder, path);
  return inside === '' || isAbsolute(inside) || inside.split(sep)[0] === '..' ? undefined : inside.split(sep).join('/');
}
