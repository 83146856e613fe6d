import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from './language';

/** In the order in which the runtimes look for them; TypeScript is what an app without a bundler has. */
const JAVASCRIPT = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'];
const PYTHON = ['.py', '/__init__.py'];

/**
 * The file that a handler such as `src/orders.handler` stands in; `undefined` where there is none, as with a handler
 * in a layer.
 */
export function handlerFile(handler: string, root: string, language: Language): string | undefined {
  const module = moduleOf(handler, language);
  const extensions = language === 'javascript' ? JAVASCRIPT : PYTHON;
  return module === undefined ? undefined : extensions.map(extension => join(root, module + extension)).find(isFile);
}

/** Node ends the module's name at the first dot behind the last slash; Python at the last dot, and takes dots for slashes. */
function moduleOf(handler: string, language: Language): string | undefined {
  if (/^\/|(^|\/)\.\.(\/|$)/.test(handler)) return undefined;
  if (language === 'javascript') return /^((?:.*\/)?[^./]+)\./.exec(handler)?.[1];
  const [, module] = /^(.+)\.[^.]+$/.exec(handler) ?? [];
  return module?.replaceAll('.', '/');
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
