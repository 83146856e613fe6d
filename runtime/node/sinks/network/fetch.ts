import type { Destinations } from './destinations';
import { judgeRequest } from './requests';
import { replace } from '../replace';
import type { SinkTools } from '../sink';

const { apply } = Reflect;

/**
 * Hooks `fetch`, for what only its argument shows; where it leads is judged at the connection.
 *
 * Node's function loads its client when it is first called. Replacing it loads nothing.
 */
export function guardFetch(tools: SinkTools, destinations: Destinations): void {
  replace(globalThis, 'fetch', (original, self, args) => {
    const error = tools.isWatching() && tools.attempt('sinks/network', () => {
      const url = urlOf(args[0]);
      return url === undefined ? undefined : judgeRequest(tools, destinations, 'fetch', url);
    });
    return error ? Promise.reject(new TypeError('fetch failed', { cause: error })) : apply(original, self, args);
  });
}

/** A string, a `URL`, or a `Request`. */
function urlOf(resource: unknown): string | undefined {
  if (typeof resource === 'string') return resource;
  if (typeof resource !== 'object' || resource === null) return undefined;
  const { href, url } = resource as { href?: unknown; url?: unknown };
  return [href, url].find(text => typeof text === 'string') as string | undefined;
}
