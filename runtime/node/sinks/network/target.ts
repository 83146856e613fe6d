import { isIP } from 'node:net';

/** Where a socket is to be connected to. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly isAddress: boolean;
  /** As `Socket.connect` was given them, in one object. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly callback: unknown;
}

/** Reads the arguments of `net.Socket.prototype.connect`; undefined for a path of the file system. */
export function targetOf(args: readonly unknown[]): Target | undefined {
  /* Node's own functions hand over one list that they have normalised before. */
  const [first, ...rest] = Array.isArray(args[0]) ? args[0] as readonly unknown[] : args;
  const callback = rest.findLast(arg => typeof arg === 'function');
  if (typeof first === 'object' && first !== null) return fromOptions(first as Record<string, unknown>, callback);
  if (!isPort(first)) return undefined;
  return fromOptions({ port: first, ...(typeof rest[0] === 'string' && { host: rest[0] }) }, callback);
}

function fromOptions(options: Readonly<Record<string, unknown>>, callback: unknown): Target | undefined {
  const { path, host, port } = options;
  if (path || !isPort(port)) return undefined;
  const name = typeof host === 'string' && host !== '' ? host : 'localhost';
  return { host: name, port: Number(port), isAddress: isIP(name) !== 0, options, callback };
}

function isPort(port: unknown): boolean {
  return typeof port === 'number' || (typeof port === 'string' && port.trim() !== '' && Number(port) >= 0);
}
