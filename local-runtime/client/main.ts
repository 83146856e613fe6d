import { callHandler, checkSignature } from './call-handler';
import { errorForLog, errorPayload, runtimeError } from './errors';
import { invocationContext } from './invocation-context';
import { loadHandler, type Handler } from './load-handler';
import { isJsonFormat, logScope, patchConsole } from './log';
import { installGlobals, isStreaming, openResponse } from './response-stream';
import { RuntimeApiClient, type NextInvocation } from './runtime-api-client';

/** A local runtime client: what runs the user's handler inside a function's process. */
async function main(): Promise<void> {
  const api = new RuntimeApiClient(process.env.AWS_LAMBDA_RUNTIME_API ?? '');
  installGlobals();
  patchConsole();
  const handler = await initialise(api);
  for (;;) await serve(api, handler, await api.next());
}

/** Loads the handler; a failure is reported and ends the process, as on Lambda. */
async function initialise(api: RuntimeApiClient): Promise<Handler> {
  try {
    const handler = await loadHandler(process.env.LAMBDA_TASK_ROOT ?? '', process.env._HANDLER ?? '');
    if (!isStreaming(handler)) checkSignature(handler);
    return handler;
  } catch (error) {
    logError('Init Error', error);
    await api.postInitError(errorPayload(error));
    process.exit(1);
  }
}

async function serve(api: RuntimeApiClient, handler: Handler, invocation: NextInvocation): Promise<void> {
  logScope.requestId = invocation.requestId;
  process.env._X_AMZN_TRACE_ID = invocation.traceId;
  await (isStreaming(handler) ? serveStream : serveAnswer)(api, handler, invocation);
}

async function serveAnswer(api: RuntimeApiClient, handler: Handler, invocation: NextInvocation): Promise<void> {
  try {
    const answer = await callHandler(handler, JSON.parse(invocation.event), invocationContext(invocation));
    await api.postResponse(invocation.requestId, serialise(answer));
  } catch (error) {
    logError('Invoke Error', error);
    await api.postError(invocation.requestId, errorPayload(error));
  }
}

async function serveStream(api: RuntimeApiClient, handler: Handler, invocation: NextInvocation): Promise<void> {
  const response = openResponse(api, invocation.requestId);
  try {
    const returned = await handler(JSON.parse(invocation.event), response.stream, invocationContext(invocation));
    if (returned !== undefined) console.warn('Streaming handlers ignore return values.');
    await response.sent;
  } catch (error) {
    logError('Invoke Error', error);
    await response.fail(error);
  }
}

function serialise(answer: unknown): string {
  try {
    return JSON.stringify(answer === undefined ? null : answer) ?? 'null';
  } catch {
    throw runtimeError('Runtime.JSONStringifyError', 'Unable to stringify response body');
  }
}

function logError(what: string, error: unknown): void {
  if (isJsonFormat()) console.error(error);
  else console.error(`${what} \t${logText(error)}`);
}

/** An error can refer to itself, as those of `spawnSync` do. */
function logText(error: unknown): string {
  try {
    return JSON.stringify(errorForLog(error));
  } catch {
    return JSON.stringify(errorPayload(error));
  }
}

void main();
