import { basename } from 'node:path';

/** The parts of a handler string such as `src/orders.api.handler`, as the runtime client splits it. */
export interface HandlerString {
  /** Folder before the module; absolute, relative to the task's root, or empty. */
  readonly folder: string;
  /** The module's file name up to its first dot. */
  readonly module: string;
  /** The exported name, nested ones separated by dots. */
  readonly exported: string;
}

const MODULE_AND_EXPORT = /^([^.]*)\.(.*)$/;

/** Splits a handler string by the rules of `aws-lambda-ric` 3 and 4; undefined where the client would call it malformed. */
export function parseHandlerString(handler: string): HandlerString | undefined {
  if (handler.includes('..')) return undefined;
  const base = basename(handler);
  const match = MODULE_AND_EXPORT.exec(base);
  if (!match) return undefined;
  const [, module = '', exported = ''] = match;
  return { folder: handler.slice(0, handler.indexOf(base)), module, exported };
}
