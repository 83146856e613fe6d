import { fileURLToPath } from 'node:url';

/** The path in an argument of `fs`: a string, bytes or a file URL; undefined for descriptors and handles. */
export function pathText(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (Buffer.isBuffer(argument)) return argument.toString();
  if (argument instanceof Uint8Array) return Buffer.from(argument).toString();
  return argument instanceof URL ? fromUrl(argument) : undefined;
}

function fromUrl(url: URL): string | undefined {
  try {
    return fileURLToPath(url);
  } catch {
    /* Node rejects it as well. */
    return undefined;
  }
}
