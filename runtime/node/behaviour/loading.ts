/** How far up the stack is looked. */
const FRAMES = 50;
/** Node's loaders of modules; what starts the main module is none, since the runtime client runs in it. */
const LOADER = 'node:internal/modules/';
const MAIN = 'node:internal/modules/run_main';

const { apply } = Reflect;
const { captureStackTrace } = Error;
const { startsWith } = String.prototype;

/**
 * Whether a module is being loaded: by Node's loader itself, or by what the module does at its start.
 *
 * Asked of the stack, and only once something else says that it matters: a hook of the loader would stand in every stack.
 */
export function isLoading(): boolean {
  const sites = callSites();
  for (let index = 0; index < sites.length; index++) {
    const file = sites[index].getFileName();
    /* Whoever awaited this began as a module, long ago. */
    if (file && !sites[index].isAsync() && begins(file, LOADER) && !begins(file, MAIN)) return true;
  }
  return false;
}

const begins = (text: string, start: string): boolean => apply(startsWith, text, [start]) as boolean;

type Site = NodeJS.CallSite & { isAsync: () => boolean };

function callSites(): readonly Site[] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  const holder: { stack?: unknown } = {};
  try {
    Error.stackTraceLimit = FRAMES;
    Error.prepareStackTrace = (_error, sites) => sites;
    captureStackTrace(holder, isLoading);
    return holder.stack as readonly Site[];
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}
