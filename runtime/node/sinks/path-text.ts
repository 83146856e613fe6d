import { fileURLToPath } from 'node:url';

const { apply } = Reflect;
/** Of all bytes alike, whatever a `toString` of their own says. */
const { toString } = Buffer.prototype;

/** The path in an argument of `fs`: a string, bytes or a file URL; undefined for descriptors and handles. */
export function pathText(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (argument instanceof Uint8Array) return apply(toString, Buffer.isBuffer(argument) ? argument : Buffer.from(argument), []);
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
