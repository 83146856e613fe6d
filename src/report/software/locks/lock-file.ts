import type { Ecosystem, Library } from '../library';

/** How a lock file of one kind is read. */
export interface LockFormat {
  readonly file: string;
  readonly ecosystem: Ecosystem;
  /** What it pins for production. Throws `UnreadableLock` for what is none. */
  readonly read: (text: string) => readonly Library[];
}

/** Why a lock file tells nothing, in words. */
export class UnreadableLock extends Error {}
