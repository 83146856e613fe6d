import type { ClientRequest } from 'node:http';
import { errorPayload } from './errors';
import { answered, text, type RuntimeApiClient } from './runtime-api-client';

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
const HIGH_WATER_MARK = Symbol.for('aws.lambda.runtime.handler.streaming.highWaterMark');
const HTTP_INTEGRATION = 'application/vnd.awslambda.http-integration-response';
const PRELUDE_END = Buffer.alloc(8);

interface StreamingMarks {
  [STREAMING]?: string;
  [HIGH_WATER_MARK]?: number;
}

/** The stream that a streaming handler writes its answer to. */
export interface ResponseStream extends ClientRequest {
  setContentType(contentType: string): void;
}

/** A response stream with what only the client itself uses. */
export interface OpenResponse {
  readonly stream: ResponseStream;
  /** Settles when the Runtime API has taken the whole answer. */
  readonly sent: Promise<unknown>;
  /** Ends the answer with an error, which goes into the request's trailers. */
  fail(error: unknown): Promise<void>;
}

const preludes = new WeakMap<ResponseStream, string>();

/** Whether a handler was given to `awslambda.streamifyResponse`. */
export function isStreaming(handler: unknown): boolean {
  return (handler as StreamingMarks)[STREAMING] === 'response';
}

/** Opens the stream of one invocation: the request to the Runtime API, whose head goes out with the first byte. */
export function openResponse(api: RuntimeApiClient, requestId: string): OpenResponse {
  const request = api.openStream(requestId, 'application/octet-stream');
  const sent = answered(request).then(text);
  // Reported by whoever awaits it; until then it must not count as unhandled.
  sent.catch(() => undefined);
  const stream = request as ResponseStream;
  stream.setContentType = contentType => { request.setHeader('content-type', contentType); };
  writePreludeFirst(stream);
  return {
    stream,
    sent,
    fail: async error => {
      const payload = errorPayload(error);
      request.addTrailers({
        'Lambda-Runtime-Function-Error-Type': payload.errorType,
        'Lambda-Runtime-Function-Error-Body': Buffer.from(JSON.stringify(payload)).toString('base64'),
      });
      request.end();
      await sent;
    },
  };
}

/** Makes the first byte carry the HTTP prelude along, and objects be written as JSON, as the real stream does. */
function writePreludeFirst(stream: ResponseStream): void {
  type Call = (...args: unknown[]) => unknown;
  const write = stream.write.bind(stream) as Call;
  const end = stream.end.bind(stream) as Call;
  const begin = (): void => {
    const prelude = preludes.get(stream);
    if (prelude === undefined) return;
    preludes.delete(stream);
    write(Buffer.concat([Buffer.from(prelude), PRELUDE_END]));
  };
  stream.write = ((chunk: unknown, ...rest: unknown[]) => {
    begin();
    return write(isBytes(chunk) ? chunk : JSON.stringify(chunk), ...rest);
  }) as typeof stream.write;
  stream.end = ((...args: unknown[]) => {
    begin();
    return end(...args);
  }) as typeof stream.end;
}

function isBytes(chunk: unknown): boolean {
  return typeof chunk === 'string' || chunk instanceof Uint8Array;
}

/** Puts `awslambda` in the global scope, where handlers find it without an import. */
export function installGlobals(): void {
  const streamifyResponse = (handler: StreamingMarks, options?: { highWaterMark?: number }): unknown => {
    handler[STREAMING] = 'response';
    if (options?.highWaterMark !== undefined) handler[HIGH_WATER_MARK] = options.highWaterMark;
    return handler;
  };
  const HttpResponseStream = {
    from: (stream: ResponseStream, prelude: unknown): ResponseStream => {
      stream.setContentType(HTTP_INTEGRATION);
      preludes.set(stream, JSON.stringify(prelude));
      return stream;
    },
  };
  (globalThis as Record<string, unknown>).awslambda = { streamifyResponse, HttpResponseStream };
}
