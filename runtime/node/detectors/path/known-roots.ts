/**
 * Directories that hold the system or the function's code, so that no app keeps what callers may name directly in them.
 *
 * A resolved path that ends with an input's tail just below one of these was reached by climbing. Sources: Filesystem
 * Hierarchy Standard 3.0; the Lambda developer guide's execution environment (`/var/task`, `/var/runtime`, `/opt`).
 */
const KNOWN_ROOTS: ReadonlySet<string> = new Set([
  '', '/bin', '/boot', '/dev', '/etc', '/home', '/lib', '/lib64', '/opt', '/proc', '/root', '/run', '/sbin', '/sys', '/usr', '/usr/local', '/usr/share',
  '/var', '/var/lang', '/var/lib', '/var/log', '/var/rapid', '/var/run', '/var/runtime', '/var/task',
]);

export function isKnownRoot(directory: string): boolean {
  return KNOWN_ROOTS.has(directory);
}

/** Lambda's scratch space: the one place where an absolute path in an event is common and names nothing of the system. */
export function isScratch(path: string): boolean {
  return path === '/tmp' || path.startsWith('/tmp/');
}

/** What the system and the function's code keep: no program is meant to be handed one of these by a caller. */
const PRIVATE = /^\/(?:etc|proc|root|sys|opt|var\/(?:task|runtime|lang|rapid|run|log|lib))(?:\/|$)/;

export function isPrivate(path: string): boolean {
  return PRIVATE.test(path);
}
