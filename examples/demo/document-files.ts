import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Contents as base64 by path below the folder. */
export type Files = Readonly<Record<string, string>>;

/** Reads every file below a folder. */
export function readFiles(folder: string): Files {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => statSync(join(folder, name)).isFile());
  return Object.fromEntries(names.map(name => [name, readFileSync(join(folder, name), 'base64')]));
}

/** The files that are new or different. */
export function changedFiles(before: Files, after: Files): Files {
  return Object.fromEntries(Object.entries(after).filter(([name, content]) => before[name] !== content));
}
