import { fileURLToPath } from 'node:url';

/** The name where it is not called: `const run = eval`, `(0, eval)(code)`, `{ '%eval%': eval }`. Behind a comment nothing is known. */
const KEPT = /^eval\b(?!\s*[(/])/;

/** How much of the source is looked at. */
const LOOKED_AT = 200;

type ReadText = (path: string, encoding: 'utf8') => string;

const known = new Map<string, boolean>();

/**
 * Whether the code that reads the global `eval` takes it as a value, by the source of the place that does.
 *
 * False where that cannot be told: a direct eval that became an indirect one would lose its caller's variables.
 *
 * @param getter - the getter of the global
 * @param read - reads a file, unguarded
 */
export function isKeptEval(getter: () => unknown, read: ReadText): boolean {
  const site = callerOf(getter);
  const file = site?.getFileName();
  const line = site?.getLineNumber();
  const column = site?.getColumnNumber();
  if (!file || !line || !column) return false;
  const key = `${file}:${line}:${column}`;
  const isKept = known.get(key) ?? isKeptAt(sourceOf(file, read), line, column);
  known.set(key, isKept);
  return isKept;
}

/** The innermost frame below a function. */
function callerOf(callee: () => unknown): NodeJS.CallSite | undefined {
  const { prepareStackTrace, stackTraceLimit } = Error;
  const holder: { stack?: unknown } = {};
  try {
    Error.stackTraceLimit = 1;
    Error.prepareStackTrace = (_error, sites) => sites;
    Error.captureStackTrace(holder, callee);
    return (holder.stack as readonly NodeJS.CallSite[])[0];
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function isKeptAt(source: string | undefined, line: number, column: number): boolean {
  if (source === undefined) return false;
  let at = 0;
  for (let count = 1; count < line && at > -1; count++) at = source.indexOf('\n', at) + 1 || -1;
  if (at < 0) return false;
  return KEPT.test(source.slice(at + column - 1, at + column - 1 + LOOKED_AT));
}

/** Undefined for code that was itself generated, and has no file. */
function sourceOf(file: string, read: ReadText): string | undefined {
  try {
    return read(file.startsWith('file:') ? fileURLToPath(file) : file, 'utf8');
  } catch {
    return undefined;
  }
}
