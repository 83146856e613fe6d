import workerThreads, { SHARE_ENV } from 'node:worker_threads';
import type { Watch } from './behaviours';
import { WORKER_SETTINGS } from './worker-settings';

const { setEnvironmentData } = workerThreads;
const { isArray } = Array;

/**
 * Gives options that make a Worker load the guard before anything else, whatever its own options say.
 *
 * Settings go by Node's data for Workers, since a Worker may get an environment of its own. Modules that `NODE_OPTIONS` names are
 * loaded even before: other ones than this process was started with are refused.
 */
export function createWorkerOptions({ guard, settings, isInvoked }: Watch): (options: unknown) => unknown {
  const startedWith = process.env.NODE_OPTIONS;
  return given => {
    const { env, execArgv, ...options } = { ...given as { env?: unknown; execArgv?: unknown } };
    /* A copy: it could answer differently the next time. */
    const own = typeof env === 'object' && env !== null ? { ...env as NodeJS.ProcessEnv } : undefined;
    const { NODE_OPTIONS: nodeOptions } = own ?? process.env;
    if (nodeOptions && nodeOptions !== startedWith) {
      throw new Error('Worker refused: its NODE_OPTIONS are not those that the function was started with, expected these or none; use execArgv instead');
    }
    setEnvironmentData(WORKER_SETTINGS, { ...settings, isInvoked: isInvoked() } as unknown as workerThreads.Serializable);
    /* Where there are none, a Worker has those of the process; written out, Node refuses some of them. */
    const ownArgv = isArray(execArgv) ? execArgv as string[] : [];
    return { ...options, env: env === SHARE_ENV ? env : own, execArgv: ['--require', guard, ...ownArgv] };
  };
}
