import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runtimeError } from './errors';
import { foldersAbove, parseHandlerString } from './handler-string';

/** The order in which the real client tries file names. */
const EXTENSIONS = ['', '.js', '.mjs', '.cjs'] as const;

/** A function to call with an event. */
export type Handler = (...args: unknown[]) => unknown;

/** Loads the function that a handler string names. Errors are those of the real client; the module's own pass unchanged. */
export async function loadHandler(taskRoot: string, handler: string): Promise<Handler> {
  const { modulePath, exportPath } = parseHandlerString(handler);
  const found = exportAt(await loadModule(taskRoot, modulePath), exportPath);
  if (found === undefined || found === null) throw runtimeError('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  if (typeof found !== 'function') throw runtimeError('Runtime.HandlerNotFound', `${handler} is not a function`);
  return found as Handler;
}

async function loadModule(taskRoot: string, modulePath: string): Promise<unknown> {
  const require = createRequire(process.argv[1] ?? taskRoot);
  const target = isAbsolute(modulePath) ? modulePath : resolve(taskRoot, modulePath);
  const file = EXTENSIONS.map(extension => target + extension).find(isFile);
  try {
    if (file && isEsModule(file)) return await import(pathToFileURL(file).href);
    return require(file ?? require.resolve(modulePath, { paths: [taskRoot] }));
  } catch (error) {
    throw asLoadError(error);
  }
}

/** The real client renames two kinds of errors and keeps their stack. */
function asLoadError(error: unknown): unknown {
  if (error instanceof SyntaxError) return renamed('Runtime.UserCodeSyntaxError', error);
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'MODULE_NOT_FOUND') return renamed('Runtime.ImportModuleError', error as Error);
  return error;
}

function renamed(name: string, error: Error): Error {
  return runtimeError(name, error.toString());
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** Whether Node takes the file for an ES module by its name or by the nearest package.json. */
function isEsModule(file: string): boolean {
  if (file.endsWith('.mjs')) return true;
  if (file.endsWith('.cjs')) return false;
  const manifest = foldersAbove(file).map(folder => join(folder, 'package.json')).find(isFile);
  if (!manifest) return false;
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { type?: string }).type === 'module';
}

function exportAt(module: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined | null)?.[key], module);
}
