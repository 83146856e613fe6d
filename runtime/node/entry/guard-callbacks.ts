import { hasFailed, type Outcome } from '../response/final-answer';

const { assign } = Object;

/** How a handler without a promise answers. */
export type Callback = (error?: unknown, answer?: unknown) => void;

/** The context's older ways of answering, which version 3 of the runtime client still has. */
export interface CallbackContext {
  succeed?: (answer?: unknown) => void;
  fail?: (error?: unknown) => void;
  done?: Callback;
}

/**
 * The callback to hand to the handler, which passes the final outcome on.
 *
 * Absent in version 4 of the client. Version 3 answers a promise through `succeed` and `fail` of the same context, so
 * that an outcome may come by twice; it then stays what it was made the first time.
 */
export function guardCallbacks(context: CallbackContext | undefined, callback: Callback | undefined, conclude: (own: Outcome) => Outcome) {
  if (typeof callback !== 'function') return callback;
  const settle = (own: Outcome) => {
    const outcome = conclude(own);
    if (hasFailed(outcome)) callback(outcome.error);
    else callback(null, outcome.answer);
  };
  const done: Callback = (error, answer) => settle(isError(error) ? { error } : { answer });
  if (context) guardContext(context, conclude);
  return done;
}

function guardContext(context: CallbackContext, conclude: (own: Outcome) => Outcome): void {
  const { succeed, fail, done } = context;
  if (!succeed || !fail || !done) return;
  const settle = (own: Outcome) => {
    const outcome = conclude(own);
    if (hasFailed(outcome)) fail(outcome.error);
    else succeed(outcome.answer);
  };
  /* V8 takes a function that is assigned to a property for a lasting one: each would keep its event until the next full collection. */
  assign(context, {
    succeed: (answer: unknown) => settle({ answer }),
    fail: (error: unknown) => settle({ error }),
    done: (error: unknown, answer: unknown) => settle(isError(error) ? { error } : { answer }),
  });
}

/** As the client: `null` and `undefined` are success. */
function isError(error: unknown): boolean {
  return error !== undefined && error !== null;
}
