import { existsSync, readdirSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { isAssembly, stacksOf } from './assembly';
import { type Located, shownPath } from './located';
import { Unreadable } from './unreadable';

const EXTENSIONS = new Set(['.yaml', '.yml', '.json', '.template']);

/** The files that an argument means: itself, the stacks of a cloud assembly, what a directory holds, or standard input. */
export function locate(argument: string, cwd: string): readonly Located[] {
  if (argument === '-') return [{ file: 'stdin', named: true }];
  const path = resolve(cwd, argument);
  const isDirectory = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isDirectory ? walk(path, cwd) : [{ path, file: shownPath(path, cwd), named: true }];
}

/** Everything below a directory but what is hidden or installed. Links are not followed: they may lead in circles. */
function walk(directory: string, cwd: string): readonly Located[] {
  const located: Located[] = [];
  const open = [directory];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isAssembly(next)) {
      located.push(...stacksOf(next, cwd));
      continue;
    }
    for (const entry of entriesOf(next)) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = join(next, entry.name);
      if (entry.isDirectory() && !isReports(path)) open.push(path);
      if (entry.isFile() && EXTENSIONS.has(extname(entry.name).toLowerCase())) located.push({ path, file: shownPath(path, cwd), named: false });
    }
  }
  return located.sort((a, b) => a.file < b.file ? -1 : 1);
}

/** What this package itself has written about other templates. */
function isReports(directory: string): boolean {
  return existsSync(join(directory, 'inventory.schema.json'));
}

function entriesOf(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    throw new Unreadable(`cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}
