import { isHandlersAnswer } from './final-answer';
import type { InspectStream } from './inspect-stream';
import type { BlockedAnswer } from '../../../src/contract/policy';
import type { Invocation } from '../invocation/invocation';

/** The response stream of the runtime client: a `Writable` in version 3, an object with its methods in version 4. */
export interface ResponseStream {
  readonly write: (...args: unknown[]) => boolean;
  readonly end: (...args: unknown[]) => unknown;
}

/** The runtime client's own way of putting status and headers before the first chunk. */
interface HttpResponseStream {
  from(stream: ResponseStream, prelude: object): unknown;
}

/** Whether the caller of a refused stream got the whole refusal. */
export interface StreamGuard {
  readonly isRefused: boolean;
}

/**
 * Answers a refused operation on a stream as soon as it happens: with the refusal where nothing was sent yet, by ending
 * the stream where it has begun. What the handler writes afterwards is dropped.
 */
export function guardStream(stream: ResponseStream, invocation: Invocation, blockedAnswer: BlockedAnswer, inspectStream: InspectStream): StreamGuard {
  const write = stream.write.bind(stream);
  const end = stream.end.bind(stream);
  const inspect = inspectStream(stream, invocation);
  const state = { hasBegun: false, isStopped: false, isRefused: false };

  /* Not by an assignment of the function itself, which V8 would keep until the next full collection, and the event with it. */
  Object.assign(invocation, {
    onBlocked: () => {
      if (state.isStopped || isHandlersAnswer(invocation, blockedAnswer)) return;
      state.isStopped = true;
      state.isRefused = !state.hasBegun && sendRefusal(stream, write, invocation);
      if (state.hasBegun || state.isRefused) end();
    },
  });
  const unlessStopped = (send: (...args: unknown[]) => unknown) => (...args: unknown[]) => {
    if (!state.isStopped) inspect(args[0], args[1]);
    if (state.isStopped) return drop(args);
    state.hasBegun = true;
    return send(...args);
  };
  Object.assign(stream, { write: unlessStopped(write), end: unlessStopped(end) });
  return state;
}

/** False where the answer cannot be HTTP: the handler's promise then has to fail. */
function sendRefusal(stream: ResponseStream, write: ResponseStream['write'], invocation: Invocation): boolean {
  const refusal = invocation.refusal();
  const { awslambda } = globalThis as { awslambda?: { HttpResponseStream?: HttpResponseStream } };
  if (!refusal || !awslambda?.HttpResponseStream) return false;
  const { body, statusCode, headers } = refusal;
  awslambda.HttpResponseStream.from(stream, { statusCode, headers });
  write(body);
  return true;
}

/** Reports success to whoever wrote, so that a pipeline ends instead of waiting. */
function drop(args: readonly unknown[]): boolean {
  const callback = args.at(-1);
  if (typeof callback === 'function') process.nextTick(callback);
  return true;
}
