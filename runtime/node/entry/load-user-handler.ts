import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { parseHandlerString, type HandlerString } from './handler-string';

/** The order in which both generations of the runtime client try a module's file names. */
const EXTENSIONS = ['', '.js', '.mjs', '.cjs'] as const;

/** The client's words. */
const NO_PARENT_FOLDERS = 'is not a valid handler name. Use absolute paths when specifying root directories in handler names.';

/**
 * Loads the user's handler as the runtime client would have.
 *
 * Errors of the user's module pass unchanged: the client classifies them. Errors that the client itself would raise
 * carry its names, which is what it reports as their type.
 */
export async function loadUserHandler(handler: string): Promise<unknown> {
  const parts = parseHandlerString(handler);
  if (!parts) throw runtimeError('MalformedHandlerName', handler.includes('..') ? `'${handler}' ${NO_PARENT_FOLDERS}` : 'Bad handler');
  const loaded = await loadModule(process.env.LAMBDA_TASK_ROOT ?? '', parts);
  const found = find(loaded, parts.exported);
  if (!found) throw runtimeError('HandlerNotFound', `${handler} is undefined or not exported`);
  if (typeof found !== 'function') throw runtimeError('HandlerNotFound', `${handler} is not a function`);
  return found;
}

function runtimeError(kind: 'HandlerNotFound' | 'MalformedHandlerName', message: string): Error {
  return Object.assign(new Error(message), { name: `Runtime.${kind}` });
}

async function loadModule(taskRoot: string, { folder, module }: HandlerString): Promise<unknown> {
  const path = resolve(taskRoot, folder, module);
  /* From the client's own place, so that `module.parent` and the require stack of errors read as without the guard. */
  const require = createRequire(process.argv[1] ?? path);
  for (const extension of EXTENSIONS) {
    const file = path + extension;
    if (!existsSync(file)) continue;
    const loaded: unknown = isImported(file) ? await import(file) : require(file);
    if (loaded) return loaded;
  }
  return require(require.resolve(module, { paths: [taskRoot, join(taskRoot, folder)] }));
}

/** Whether the client that runs here would `import()` this file: version 4 imports everything, version 3 ES modules alone. */
function isImported(file: string): boolean {
  if (importsEverything()) return true;
  if (file.endsWith('.mjs')) return true;
  return file.endsWith('.js') && isInModulePackage(dirname(file));
}

/** Version 4 of the client runs Node 24 and later, and Managed Instances of Node 22; it alone publishes an `InvokeStore`. */
function importsEverything(): boolean {
  const client = globalThis as { awslambda?: { InvokeStore?: unknown } };
  return Number.parseInt(process.versions.node, 10) >= 24 || client.awslambda?.InvokeStore !== undefined;
}

function isInModulePackage(folder: string): boolean {
  if (folder.endsWith('/node_modules')) return false;
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest)) return packageType(manifest) === 'module';
  return folder !== dirname(folder) && isInModulePackage(dirname(folder));
}

function packageType(manifest: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(manifest, 'utf8')) as { type?: string } | null)?.type;
  } catch {
    /* As the client: a manifest that cannot be read says nothing about the module. */
    return undefined;
  }
}

/** Walks nested export names; a default export stands in where the name is not exported, as in version 4. */
function find(loaded: unknown, exported: string): unknown {
  const named = walk(loaded, exported);
  if (named || typeof loaded !== 'object' || loaded === null || !('default' in loaded) || !importsEverything()) return named;
  return walk(loaded.default, exported);
}

function walk(from: unknown, exported: string): unknown {
  return exported.split('.').reduce<unknown>((value, key) => (value ? (value as Record<string, unknown>)[key] : value), from);
}
