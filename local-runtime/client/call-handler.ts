import { runtimeError } from './errors';
import type { InvocationContext } from './invocation-context';
import type { Handler } from './load-handler';

/** From this Node on there is no callback: what the handler returns is the answer. */
const FIRST_WITHOUT_CALLBACK = 24;

const hasCallback = Number(process.versions.node.split('.')[0]) < FIRST_WITHOUT_CALLBACK;

/** Refuses at initialisation what the handler's signature rules out. */
export function checkSignature(handler: Handler): void {
  if (hasCallback || handler.length < 3) return;
  throw runtimeError('Runtime.CallbackHandlerDeprecated',
    'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.');
}

/** Calls a handler that answers at once: by its return value, a promise, or (before Node 24) a callback. */
export async function callHandler(handler: Handler, event: unknown, context: InvocationContext): Promise<unknown> {
  return hasCallback ? callWithCallback(handler, event, context) : handler(event, context);
}

type Done = (error?: unknown, answer?: unknown) => void;

async function callWithCallback(handler: Handler, event: unknown, context: InvocationContext): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let finish: () => void = () => resolve(null);
    let answered = false;
    const waiting = { ...context, callbackWaitsForEmptyEventLoop: true };
    const onEmptyLoop = (): void => settle();
    const settle = (): void => {
      process.removeListener('beforeExit', onEmptyLoop);
      finish();
    };
    const done: Done = (error, answer) => {
      if (answered) return;
      answered = true;
      finish = error === undefined || error === null ? () => resolve(answer) : () => reject(error);
      if (!waiting.callbackWaitsForEmptyEventLoop) setImmediate(settle);
    };
    process.once('beforeExit', onEmptyLoop);
    const returned = handler(event, Object.assign(waiting, oldStyle(done)), done);
    if (!isThenable(returned)) return;
    answered = true;
    returned.then(answer => { finish = () => resolve(answer); settle(); }, (error: unknown) => { finish = () => reject(error); settle(); });
  });
}

/** The context's methods from before there were callbacks; Node 20 and 22 still have them. */
function oldStyle(done: Done): Record<string, Done> {
  const at = (name: string, method: Done): Record<string, Done> => ({ [name]: method });
  return { ...at('done', done), ...at('succeed', answer => done(undefined, answer)), ...at('fail', error => done(error ?? 'handled')) };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | undefined)?.then === 'function';
}
