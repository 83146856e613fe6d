import type { Invocation } from '../invocation/invocation';

/** The response stream of the runtime client: a `Writable` in version 3, an object with its methods in version 4. */
export interface ResponseStream {
  write(...args: unknown[]): boolean;
  end(...args: unknown[]): unknown;
  setContentType?(type: string): void;
  /** The client calls it before the first chunk; `HttpResponseStream.from` puts the prelude there. */
  _onBeforeFirstWrite?: (write: (chunk: unknown) => void) => void;
}

const HTTP_INTEGRATION = 'application/vnd.awslambda.http-integration-response';
/** Ends the prelude. Source: https://docs.aws.amazon.com/lambda/latest/dg/response-streaming-tutorial.html */
const PRELUDE_END = new Uint8Array(8);

/** Whether the caller of a refused stream got the whole refusal. */
export interface StreamGuard {
  readonly refused: boolean;
}

/**
 * Answers a refused operation on a stream as soon as it happens: with the refusal where nothing was sent yet, by ending
 * the stream where it has begun. What the handler writes afterwards is dropped.
 */
export function guardStream(stream: ResponseStream, invocation: Invocation): StreamGuard {
  const write = stream.write.bind(stream);
  const end = stream.end.bind(stream);
  const state = { begun: false, stopped: false, refused: false };

  invocation.onBlocked = () => {
    state.stopped = true;
    if (!state.begun) state.refused = sendRefusal(stream, write, invocation);
    if (state.begun || state.refused) end();
  };
  stream.write = (...args) => {
    if (state.stopped) return drop(args);
    state.begun = true;
    return write(...args);
  };
  stream.end = (...args) => {
    if (state.stopped) return drop(args);
    state.begun = true;
    return end(...args);
  };
  return state;
}

/** False where the event has no HTTP caller: the handler's promise then has to fail. */
function sendRefusal(stream: ResponseStream, write: ResponseStream['write'], invocation: Invocation): boolean {
  const refusal = invocation.refusal();
  if (!refusal) return false;
  const { body, statusCode, headers } = refusal;
  stream.setContentType?.(HTTP_INTEGRATION);
  stream._onBeforeFirstWrite = writeFirst => {
    writeFirst(JSON.stringify({ statusCode, headers }));
    writeFirst(PRELUDE_END);
  };
  write(body);
  return true;
}

/** Reports success to whoever wrote, so that a pipeline ends instead of waiting. */
function drop(args: readonly unknown[]): boolean {
  const callback = args.at(-1);
  if (typeof callback === 'function') process.nextTick(callback);
  return true;
}
