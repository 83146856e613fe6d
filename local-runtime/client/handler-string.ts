import { basename, dirname } from 'node:path';
import { runtimeError } from './errors';

/** A handler string taken apart: `src/app.api.create` is module `src/app`, export path `api`, `create`. */
export interface HandlerString {
  readonly modulePath: string;
  readonly exportPath: readonly string[];
}

/** Takes a handler string apart, as the real client does: the module's name ends at the first dot of the base name. */
export function parseHandlerString(handler: string): HandlerString {
  if (handler.includes('..')) {
    throw runtimeError('Runtime.MalformedHandlerName', `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`);
  }
  const base = basename(handler);
  const dot = base.indexOf('.');
  if (dot <= 0 || dot === base.length - 1) throw runtimeError('Runtime.MalformedHandlerName', 'Bad handler');
  const folder = handler.slice(0, handler.length - base.length);
  return { modulePath: folder + base.slice(0, dot), exportPath: base.slice(dot + 1).split('.') };
}

/** The folders above a file, nearest first. */
export function foldersAbove(file: string): string[] {
  const parent = dirname(file);
  return parent === file ? [] : [parent, ...foldersAbove(parent)];
}
