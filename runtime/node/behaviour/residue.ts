import fs from 'node:fs';
import path from 'node:path';
import type { Behaviours } from './behaviours';
import { TMP } from './files';
import { folderOf, nameOf } from './places';

/** Before they are hooked: the guard's own removing is none of the app's. */
const { lstatSync, readdirSync, rmdirSync, unlinkSync } = fs;
const { join } = path;

/** Something that is about to be written to `/tmp`. */
interface Writing {
  readonly at: string;
  /** Whether Node adds to the name. */
  readonly isPrefix: boolean;
  /** What is renamed. */
  readonly source: string | undefined;
}

/** What invocations leave in `/tmp`. */
export interface Residue {
  note(writing: Writing): void;
  /** Judges what is still there of the invocation before, and forgets it. */
  sweep(judge: Behaviours['judge']): void;
}

/** Paths remembered of one invocation at most, and named in a finding. */
const MAX_PATHS = 1000;
const MAX_NAMES = 5;
/** Characters that `mkdtemp` adds. */
const ADDED = 6;

/**
 * Remembers what an invocation makes in `/tmp`, as far as its calls of `fs` show it. What was there before is not touched, and
 * what modules wrote at their start belongs to every invocation.
 */
export function createResidue(isInvoked: () => boolean): Residue {
  const made = new Set<string>();
  /** Folders by the beginning of their names, with those that were there before. */
  const begun = new Map<string, ReadonlySet<string>>();
  return {
    note({ at, isPrefix, source }) {
      if (!isInvoked() || made.size + begun.size >= MAX_PATHS) return;
      if (isPrefix) {
        const prefix = at.slice(0, -1);
        if (!begun.has(prefix)) begun.set(prefix, new Set(folders(prefix)));
        return;
      }
      if (exists(at) || (source !== undefined && !isMade(source, made))) return;
      const top = topmostMissing(at);
      if (!isMade(top, made)) made.add(top);
    },
    sweep(judge) {
      const begunNow = [...begun].flatMap(([prefix, before]) => folders(prefix).filter(folder => !before.has(folder)));
      const left = [...made, ...begunNow].filter(exists);
      made.clear();
      begun.clear();
      if (left.length === 0) return;
      const names = left.slice(0, MAX_NAMES).join(', ') + (left.length > MAX_NAMES ? ' …' : '');
      const refused = judge({ detector: 'tmp-residue', sink: 'filesystem', operation: 'invocation', change: `${left.length} left by the one before: ${names}` });
      if (refused) left.forEach(remove);
    },
  };
}

function isMade(at: string, made: ReadonlySet<string>): boolean {
  for (let folder = at; folder !== TMP && folder !== '/'; folder = folderOf(folder)) {
    if (made.has(folder)) return true;
  }
  return false;
}

/** Folders may be made on the way. */
function topmostMissing(at: string): string {
  let top = at;
  for (let folder = folderOf(at); folder !== TMP && !exists(folder); folder = folderOf(folder)) top = folder;
  return top;
}

function exists(at: string): boolean {
  try {
    return lstatSync(at, { throwIfNoEntry: false }) !== undefined;
  } catch {
    /* No path that anything could be at. */
    return false;
  }
}

/** The folders that `mkdtemp` may have made of a prefix. */
function folders(prefix: string): string[] {
  const folder = folderOf(`${prefix}X`);
  if (!exists(folder)) return [];
  const length = nameOf(`${prefix}X`).length - 1 + ADDED;
  return readdirSync(folder).map(name => join(folder, name)).filter(at => at.startsWith(prefix) && nameOf(at).length === length);
}

/** Follows no link. Of what cannot be removed the rest is. */
function remove(at: string): void {
  try {
    if (!lstatSync(at).isDirectory()) return unlinkSync(at);
    readdirSync(at).forEach(name => remove(join(at, name)));
    rmdirSync(at);
  } catch {
    /* Removed meanwhile, or somebody else's. */
  }
}
