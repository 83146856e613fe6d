import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { InlineCode } from './function-options';

/** Where one function's files are, in place of AWS's `/var/task`, `/opt` and `/tmp`. */
export interface Places {
  /** The private folder that holds what is made for this function. */
  readonly root: string;
  readonly task: string;
  readonly opt: string;
  readonly tmp: string;
}

/** Makes a private folder with the inline code and the merged layers; a later layer overwrites an earlier one, as on Lambda. */
export function preparePlaces(code: string | InlineCode, layers: readonly string[]): Places {
  const root = mkdtempSync(join(tmpdir(), 'local-function-'));
  const task = typeof code === 'string' ? resolve(code) : join(root, 'task');
  const places = { root, task, opt: join(root, 'opt'), tmp: join(root, 'tmp') };
  mkdirSync(places.opt);
  mkdirSync(places.tmp);
  if (typeof code !== 'string') {
    mkdirSync(task);
    writeFileSync(join(task, 'index.js'), code.inline);
  }
  for (const layer of layers) cpSync(layer, places.opt, { recursive: true });
  return places;
}

/**
 * Replaces the prefixes `/opt` and `/var/task` in a text by the private places.
 *
 * Only whole path segments at a path's start count: `/optional` and `/srv/opt` stay what they are.
 */
export function relocate(text: string, places: Places): string {
  return text.replace(/(?<![\w./-])\/(opt|var\/task)(?=\/|$|[\s:;,"'])/g, (_, prefix: string) => (prefix === 'opt' ? places.opt : places.task));
}
