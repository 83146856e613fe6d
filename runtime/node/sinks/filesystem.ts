import fs from 'node:fs';
import { FUNCTIONS, type PathFunction } from './path-functions';
import { originOf } from './path-origins';
import { pathText } from './path-text';
import { replace, type AnyFunction, type Instead } from './replace';
import type { Sink, SinkTools } from './sink';
import type { InputIndex } from '../invocation/input-index';
import { inspection } from '../lazy-inspection';
import type { BlockedOperationError } from '../response/blocked-error';

const { apply } = Reflect;

/** Files and directories: every function of `fs` and `fs.promises` that takes a path. Streams open theirs through `fs.open`. */
export const filesystemSink: Sink = {
  name: 'filesystem',
  install(tools) {
    const isHidden = tools.behaviours.held.size > 0;
    for (const entry of FUNCTIONS) {
      replace(fs, entry.name, guardPaths(tools, entry, `fs.${entry.name}`, refuseCallback(entry)), isHidden);
      replace(fs, `${entry.name}Sync`, guardPaths(tools, entry, `fs.${entry.name}Sync`, refuseSync(entry)), isHidden);
      replace(fs.promises, entry.name, guardPaths(tools, entry, `fs.promises.${entry.name}`, refusePromise), isHidden);
    }
    replace(fs, 'openAsBlob', guardPaths(tools, { name: 'openAsBlob', paths: 1 }, 'fs.openAsBlob', refusePromise), isHidden);
  },
};

const prepare = (path: string) => inspection().inspectPath(path);
const unresolved = (inputs: InputIndex) => inputs.unresolved;

type Refuse = (error: BlockedOperationError, args: readonly unknown[]) => unknown;

function guardPaths(tools: SinkTools, { name, paths }: PathFunction, operation: string, refuse: Refuse): Instead {
  const look = tools.behaviours.lookAt(name);
  return (original, self, args) => {
    const error = (tools.isWatching() ? judgePaths(tools, paths, operation, args) : undefined) ?? look?.(operation, args);
    return error ? refuse(error, args) : apply(original, self, args);
  };
}

function judgePaths({ judge, pathOrigins }: SinkTools, paths: number, operation: string, args: readonly unknown[]): BlockedOperationError | undefined {
  for (let index = 0; index < paths; index++) {
    const path = pathText(args[index]);
    if (path === undefined) continue;
    const error = judge({ sink: 'filesystem', detector: 'path', operation, text: originOf(pathOrigins(), path), prepare, alsoCompare: unresolved });
    if (error) return error;
  }
  return undefined;
}

const refusePromise: Refuse = async error => Promise.reject(error);

/** Where a function tells no errors, the refused path does not exist. */
function refuseSync({ isTest }: PathFunction): Refuse {
  return error => {
    if (isTest) return false;
    throw error;
  };
}

function refuseCallback({ isTest }: PathFunction): Refuse {
  return (error, args) => {
    const callback = args.findLast(arg => typeof arg === 'function') as AnyFunction | undefined;
    if (!callback) throw error;
    process.nextTick(callback, isTest ? false : error);
    return undefined;
  };
}
