import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Contents as base64 by path below the folder. */
export type Files = Readonly<Record<string, string>>;

/** Reads every file below a folder. */
export function readFiles(folder: string): Files {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return Object.fromEntries(files.map(({ parentPath, name }) => {
    const file = join(parentPath, name);
    return [relative(folder, file), readFileSync(file, 'base64')];
  }));
}

/** The files that are new or different. */
export function changedFiles(before: Files, after: Files): Files {
  return Object.fromEntries(Object.entries(after).filter(([name, content]) => before[name] !== content));
}
