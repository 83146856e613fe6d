import { execFileSync } from 'node:child_process';
import { resolve, sep } from 'node:path';

/** A Node binary and its major version, which decides the handler's calling conventions. */
export interface NodeBinary {
  readonly path: string;
  readonly major: number;
}

/** Asks a Node binary for its version; a bare name is looked up in `PATH`. */
export function nodeBinary(given: string = process.execPath): NodeBinary {
  // The function's process starts in another folder.
  const path = given.includes(sep) ? resolve(given) : given;
  const version = path === process.execPath ? process.version : execFileSync(path, ['--version'], { encoding: 'utf8' });
  return { path, major: Number(/^v(\d+)/.exec(version)?.[1]) };
}
