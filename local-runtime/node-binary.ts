import { execFileSync } from 'node:child_process';

/** A Node binary and its major version, which decides the handler's calling conventions. */
export interface NodeBinary {
  readonly path: string;
  readonly major: number;
}

/** Asks a Node binary for its version. */
export function nodeBinary(path: string = process.execPath): NodeBinary {
  const version = path === process.execPath ? process.version : execFileSync(path, ['--version'], { encoding: 'utf8', env: {} });
  return { path, major: Number(/^v(\d+)/.exec(version)?.[1]) };
}
