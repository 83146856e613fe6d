import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as GuardModule from './guard';
import { loadUserHandler } from './load-user-handler';
import { readMode } from './read-mode';
import { GUARD_ENVIRONMENT, GUARD_FILES } from '../../../src/contract/environment';
import { hideOwnFrames } from '../response/own-frames';

/**
 * Starts the guard, loads the user's handler and returns it guarded.
 *
 * @param url - where the guard's handler module is; its other files are beside it
 */
export async function loadGuardedHandler(url: string): Promise<unknown> {
  const userHandler = process.env[GUARD_ENVIRONMENT.handler];
  if (userHandler === undefined) {
    throw new Error(`serverless guard: ${GUARD_ENVIRONMENT.handler} is not set; expected the function's own handler, such as index.handler; `
      + 'set it, or give the function its own Handler back');
  }
  const policy = takePolicy();
  restoreEnvironment(userHandler);
  const guard = startGuard(url, policy);
  const handler = await loadUserHandler(userHandler).catch(error => {
    throw hideOwnFrames(error, dirname(fileURLToPath(url)));
  });
  return guard ? guard.protect(handler) : handler;
}

/** Reads the policy and removes it from the app's sight. */
function takePolicy(): string | undefined {
  const policy = process.env[GUARD_ENVIRONMENT.policy];
  delete process.env[GUARD_ENVIRONMENT.policy];
  return policy;
}

/** The app and its child processes find the environment as it would be without the guard. */
function restoreEnvironment(userHandler: string): void {
  process.env._HANDLER = userHandler;
  process.env[GUARD_ENVIRONMENT.active] = '1';
  delete process.env[GUARD_ENVIRONMENT.handler];
}

/** The guard, or undefined where it is switched off or broken: the function runs without it rather than not at all. */
function startGuard(url: string, policy: string | undefined): GuardModule.Guard | undefined {
  const mode = process.env[GUARD_ENVIRONMENT.mode];
  if (readMode(mode) === 'off') return undefined;
  try {
    const guard = createRequire(url)(`./${GUARD_FILES.guardModule}`) as typeof GuardModule;
    return guard.startGuard({ mode, policy });
  } catch (error) {
    console.error('serverless guard: did not start, the function runs unprotected; expected its files to be complete; deploy the layer again:', error);
    return undefined;
  }
}
