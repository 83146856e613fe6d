import fs from 'node:fs';
import type { Behaviours, FileLook } from './behaviours';
import { folderOf, isWithin, matches, nameOf, place } from './places';
import type { Residue } from './residue';
import { pathText } from '../sinks/path-text';

/** What judging files needs. */
export interface Desk extends Pick<Behaviours, 'judge' | 'isOn'> {
  readonly taskRoot: string | undefined;
  readonly residue: Residue | undefined;
  /** Runs the guard's own work. */
  readonly attempt: (work: () => void) => void;
}

/** Functions whose first path is read. Of `rename` nothing is: the code's folder cannot be written to. */
const READ: ReadonlySet<string> = new Set(['readFile', 'open', 'openAsBlob', 'copyFile', 'cp', 'link', 'symlink']);

/** Functions that write, by the argument that names the file. */
const WRITTEN: ReadonlyMap<string, number> = new Map([
  ...['appendFile', 'mkdir', 'mkdtemp', 'mkdtempDisposable', 'open', 'readFile', 'truncate', 'writeFile'].map(name => [name, 0] as const),
  ...['copyFile', 'cp', 'link', 'rename', 'symlink'].map(name => [name, 1] as const),
]);

/** Lambda gives a function no other place to write to. */
export const TMP = '/tmp';

const PROC = /^\/proc\/(?:.+\/)?(?:environ|maps|mem)$/;
/** Folders from which those can be reached, once they are linked to or copied. */
const PROC_FOLDER = /^\/(?:proc(?:\/(?:self|thread-self|\d+)(?:\/task(?:\/\d+)?)?)?)?$/;

/** What looks at the calls of one function of `fs`; undefined where it does nothing that was declared. */
export function lookAtFiles(name: string, desk: Desk): FileLook | undefined {
  const isRead = READ.has(name) && (desk.isOn('own-files') || desk.isOn('procfs'));
  const written = desk.isOn('tmp') || desk.residue ? WRITTEN.get(name) : undefined;
  if (!isRead && written === undefined) return undefined;
  return (operation, args) => {
    const refused = isRead ? judgeRead(name, operation, args, desk) : undefined;
    if (refused || written === undefined || !writes(name, args)) return refused;
    return judgeWrite(name, operation, args, written, desk);
  };
}

function judgeRead(name: string, operation: string, args: readonly unknown[], { judge, taskRoot }: Desk) {
  const text = pathText(args[0]);
  if (text === undefined) return undefined;
  /* The target of a symbolic link is read from where the link is. */
  const at = place(text, name === 'symlink' ? folderOf(pathText(args[1]) ?? '') : undefined);
  const isTree = name === 'symlink' || name === 'cp';
  const refused = isMemory(at, isTree) ? judge({ detector: 'procfs', sink: 'filesystem', operation, change: `it reads ${at}`, key: nameOf(at) }) : undefined;
  if (refused || taskRoot === undefined || !reaches(at, taskRoot, isTree)) return refused;
  return judge({ detector: 'own-files', sink: 'filesystem', operation, change: `it reads ${at}, its own code` });
}

function isMemory(at: string, isTree: boolean): boolean {
  return matches(PROC, at) || (isTree && matches(PROC_FOLDER, at));
}

/** Whether a path is in a folder; of a tree, also whether the folder is in it. */
function reaches(at: string, folder: string, isTree: boolean): boolean {
  return isWithin(at, folder) || (isTree && isWithin(folder, at));
}

function judgeWrite(name: string, operation: string, args: readonly unknown[], index: number, { judge, residue, attempt }: Desk) {
  const text = pathText(args[index]);
  if (text === undefined) return undefined;
  /* Of a folder that is made, the argument is the beginning of the name. */
  const isPrefix = name === 'mkdtemp' || name === 'mkdtempDisposable';
  const at = place(isPrefix ? `${text}X` : text);
  if (at === TMP || !isWithin(at, TMP)) return undefined;
  const refused = judge({ detector: 'tmp', sink: 'filesystem', operation, change: `it writes to ${at}` });
  if (refused || !residue) return refused;
  const source = name === 'rename' ? pathText(args[0]) : undefined;
  attempt(() => residue.note({ at, isPrefix, source: source === undefined ? undefined : place(source) }));
  return undefined;
}

const { O_WRONLY, O_RDWR, O_CREAT, O_TRUNC } = fs.constants;
/* eslint-disable no-bitwise */
const WRITE_FLAGS = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
const isToWrite = (flags: number) => (flags & WRITE_FLAGS) !== 0;
/* eslint-enable no-bitwise */

function writes(name: string, args: readonly unknown[]): boolean {
  if (name !== 'open' && name !== 'readFile') return true;
  const flags = name === 'open' ? args[1] : (args[1] as { flag?: unknown } | null | undefined)?.flag;
  if (typeof flags === 'number') return isToWrite(flags);
  return typeof flags === 'string' && flags !== 'r' && flags !== 'rs' && flags !== 'sr';
}
