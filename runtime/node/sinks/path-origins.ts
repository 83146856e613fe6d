import path from 'node:path';
import { replace } from './replace';
import type { Sink } from './sink';

const { apply } = Reflect;

/** Paths remembered for one invocation at most. */
const MAX_ORIGINS = 1000;

/** What resolved paths were made of: `/app/secret` from `/app/public/../secret`. */
export type PathOrigins = Map<string, string>;

/**
 * Remembers what `path.join`, `resolve` and `normalize` were given, where that climbs.
 *
 * A resolved path no longer shows below which directory the app had placed an input; whoever opens it is judged by
 * what it was made of. No sink by itself: joining harms nobody.
 */
export const pathOriginsSink: Sink = {
  name: 'path',
  install({ pathOrigins, notCovered }) {
    /* Newer versions of Node freeze it beside the Permission Model. */
    if (Object.isFrozen(path)) return notCovered('what resolved paths were made of, beside the Permission Model');
    for (const [name, unresolved] of [['join', joined], ['normalize', joined], ['resolve', fromLastAbsolute]] as const) {
      replace(path, name, (original, self, args) => {
        const result = apply(original, self, args);
        const origins = pathOrigins();
        if (origins && typeof result === 'string') remember(origins, result, args as string[], unresolved);
        return result;
      });
    }
  },
};

/** The text to judge a path by: what it was made of, where that is known. */
export function originOf(origins: PathOrigins | undefined, resolved: string): string {
  return origins?.get(resolved) ?? resolved;
}

type Unresolved = (parts: readonly string[]) => string;

const joined: Unresolved = parts => parts.join('/');

/** `path.resolve` ignores what stands before the last absolute part. */
const fromLastAbsolute: Unresolved = parts => {
  const last = parts.findLastIndex(part => part.startsWith('/'));
  return last < 0 ? [process.cwd(), ...parts].join('/') : parts.slice(last).join('/');
};

function remember(origins: PathOrigins, resolved: string, parts: readonly string[], unresolved: Unresolved): void {
  if (!parts.some(part => part.includes('..') || origins.has(part)) || origins.size >= MAX_ORIGINS) return;
  origins.set(resolved, unresolved(parts.map(part => originOf(origins, part))));
}
