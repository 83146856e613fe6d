/**
 * Loaded by `NODE_OPTIONS=--require` into every `node` process of the function; it only redirects the handler.
 *
 * The guard itself starts with the handler module, which nothing but a runtime client loads. Processes in between
 * (an exec wrapper, `npx aws-lambda-ric`), the app's child processes and its Workers so pay for these lines alone.
 */
import Module from 'node:module';
import { parseHandlerString } from './handler-string';
import { readMode } from './read-mode';
import { GUARD_ENVIRONMENT, GUARD_FILES } from '../../../src/contract/environment';

const env = process.env;
const guardHandler = `${__dirname}/${GUARD_FILES.handlerModule.replace(/\.mjs$/, '')}.${GUARD_FILES.handlerExport}`;

if (readMode(env[GUARD_ENVIRONMENT.mode]) !== 'off' && isRuntimeStillToStart()) beforeMain(redirect);

/** Whether a runtime client may be started here, or by a process that is started here. */
function isRuntimeStillToStart(): boolean {
  return env.AWS_LAMBDA_RUNTIME_API !== undefined && env[GUARD_ENVIRONMENT.active] === undefined;
}

/**
 * Waits for the preloads of other tools: OpenTelemetry reads there in `_HANDLER` which module it shall instrument.
 *
 * `runMain` is what Node calls next, and what it lets preloads replace. No tick beside it: that one shows in the stacks of
 * errors at start-up. Workers of Managed Instances have no `runMain`.
 */
function beforeMain(run: () => void): void {
  const { runMain } = Module;
  if (typeof runMain !== 'function' || env.AWS_LAMBDA_MAX_CONCURRENCY !== undefined) return run();
  Module.runMain = main => {
    run();
    runMain(main);
  };
}

function redirect(): void {
  const userHandler = env._HANDLER;
  if (userHandler === undefined || userHandler === guardHandler) return;
  /* A malformed string stays, so that the runtime reports it in its own words. */
  if (!parseHandlerString(userHandler)) return;
  env[GUARD_ENVIRONMENT.handler] = userHandler;
  env._HANDLER = guardHandler;
}
