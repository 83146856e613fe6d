import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { CodeFolder } from './code-folder';
import { uniqueLibraries, type Library } from './library';
import { LOCK_FORMATS } from './locks/formats';
import { type LockFormat, UnreadableLock } from './locks/lock-file';

/** A lock file that was found beside a handler. */
export interface FoundLock {
  /** As reports call it. */
  readonly shown: string;
  readonly file: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly digest: string;
  readonly libraries: readonly Library[];
  /** Why it tells no libraries. @default - it does */
  readonly problem?: string;
}

/** A whole monorepo's has some ten. */
const MAX_BYTES = 64_000_000;

/** Looks for lock files; each folder and file is read once, however many functions share it. */
export class LockFinder {
  private readonly names = new Map<string, ReadonlySet<string>>();
  private readonly found = new Map<string, FoundLock>();

  /** The nearest lock file of each ecosystem: in the handler's folder, or between that and the code's own. */
  public besideHandler(folders: readonly CodeFolder[], handler: string | undefined): readonly FoundLock[] {
    const nearest = new Map<string, FoundLock>();
    for (const folder of folders) {
      for (const place of placesBetween(handler)) {
        const names = this.namesIn(join(folder.path, place));
        for (const format of LOCK_FORMATS.filter(({ file }) => names.has(file))) {
          if (!nearest.has(format.ecosystem)) nearest.set(format.ecosystem, this.read(folder, place, format));
        }
      }
    }
    return [...nearest.values()];
  }

  private namesIn(path: string): ReadonlySet<string> {
    const known = this.names.get(path);
    if (known !== undefined) return known;
    const names = new Set(listed(path));
    this.names.set(path, names);
    return names;
  }

  private read(folder: CodeFolder, place: string, format: LockFormat): FoundLock {
    const path = join(folder.path, place, format.file);
    const known = this.found.get(path);
    if (known !== undefined) return known;
    const lock = readLock(path, posix.join(folder.shown, place, format.file), format);
    this.found.set(path, lock);
    return lock;
  }
}

/** The folders of a handler such as `src/orders/index.handler`, the innermost first. */
function placesBetween(handler: string | undefined): readonly string[] {
  const parts = (handler ?? '').split('/').slice(0, -1).filter(part => part !== '.');
  if (parts.some(part => !/^[\w-][\w.-]*$/.test(part))) return ['.'];
  return ['.', ...parts.map((_, at) => parts.slice(0, at + 1).join('/'))].reverse();
}

function listed(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function readLock(path: string, shown: string, format: LockFormat): FoundLock {
  const about = { shown, file: format.file };
  try {
    const stat = statSync(path);
    if (!stat.isFile() || stat.size > MAX_BYTES) throw new UnreadableLock(stat.isFile() ? `is larger than ${MAX_BYTES / 1e6} MB` : 'is no file');
    const bytes = readFileSync(path);
    return { ...about, digest: sha256(bytes), ...librariesIn(bytes, format) };
  } catch (error) {
    const problem = error instanceof UnreadableLock ? error.message : `cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`;
    return { ...about, digest: sha256(Buffer.from(shown)), libraries: [], problem };
  }
}

function librariesIn(bytes: Buffer, { read }: LockFormat): Pick<FoundLock, 'libraries' | 'problem'> {
  try {
    return { libraries: uniqueLibraries(read(bytes.toString('utf8'))) };
  } catch (error) {
    if (error instanceof UnreadableLock) return { libraries: [], problem: error.message };
    throw error;
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
