import { readFileSync, statSync } from 'node:fs';
import { Unreadable } from './unreadable';

/** CloudFormation takes one megabyte. What is made to cost may take half a gigabyte of memory for each. */
const MAX_BYTES = 2_000_000;

const STANDARD_INPUT = 0;

/** The text of a file, or of standard input where there is no path. */
export function readText(path: string | undefined, maxBytes = MAX_BYTES): string {
  if (path !== undefined) refuseEndless(path);
  const bytes = read(path ?? STANDARD_INPUT);
  if (bytes.length > maxBytes) throw new Unreadable(`is ${(bytes.length / 1e6).toFixed(1)} MB large, expected ${maxBytes / 1e6} MB at most${maxBytes === MAX_BYTES ? ': CloudFormation takes 1' : ''}`);
  return decode(bytes);
}

/** A device has no end; a pipe, as shells make it for a command's output, has. */
function refuseEndless(path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new Unreadable('is not there: no such file or directory');
  if (!stat.isFile() && !stat.isFIFO()) throw new Unreadable('is no file');
}

function read(source: string | number): Buffer {
  try {
    return readFileSync(source);
  } catch (error) {
    throw new Unreadable(`cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}

function decode(bytes: Buffer): string {
  if (bytes.length >= 2 && ['fffe', 'feff'].includes(bytes.subarray(0, 2).toString('hex'))) throw new Unreadable('is UTF-16, expected UTF-8');
  if (bytes.includes(0)) throw new Unreadable('is binary, expected text in YAML or JSON');
  try {
    // Leaves out the byte-order mark that editors write.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Unreadable('is no UTF-8 text, expected YAML or JSON');
  }
}
