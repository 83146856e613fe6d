import workerThreads from 'node:worker_threads';
import { guardClass } from './guard-class';
import { refuseCode } from './judge-code';
import type { SinkTools } from '../sink';

/** Workers whose code is given to them as text, or in a `data:` URL; and every Worker, where the function declared that it starts none. */
export function guardWorkers(tools: SinkTools): void {
  guardClass(workerThreads, 'Worker', ([file, options, ...more]) => {
    if (file instanceof URL) refuseCode(tools, 'Worker', codeOfUrl(file));
    else if ((options as { eval?: unknown } | null | undefined)?.eval) refuseCode(tools, 'Worker', file);
    const error = tools.behaviours.judge({ detector: 'worker', sink: 'code', operation: 'Worker', change: 'it starts a Worker' });
    if (error) throw error;
    return [file, tools.behaviours.workerOptions(options), ...more];
  });
}

function codeOfUrl({ protocol, pathname, search, hash }: URL): string | undefined {
  if (protocol !== 'data:') return undefined;
  const content = pathname + search + hash;
  const comma = content.indexOf(',');
  if (/;\s*base64$/i.test(content.slice(0, comma))) return Buffer.from(content.slice(comma + 1), 'base64').toString();
  try {
    return decodeURIComponent(content.slice(comma + 1));
  } catch {
    return content;
  }
}
