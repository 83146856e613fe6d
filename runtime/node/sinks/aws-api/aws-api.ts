import http from 'node:http';
import { guardServiceFetch } from './fetch';
import { judgeBody } from './judge-body';
import { recognise } from './recognise';
import { bytesOf } from '../bytes';
import { replace } from '../replace';
import type { Sink, SinkTools } from '../sink';

const { apply } = Reflect;

/** Longer bodies are refused by the services. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** Requests to AWS APIs that hold text to be executed: statements, expressions, queries. */
export const awsApiSink: Sink = {
  name: 'aws-api',
  install(tools) {
    guardClientRequests(tools);
    guardServiceFetch(tools);
  },
};

/** A body on its way, held in copy until it is complete. */
interface Body {
  readonly operation: string;
  readonly length: number | undefined;
  readonly chunks: Buffer[];
  bytes: number;
}

/** The SDKs of both generations write a body to a request of `http`, in one piece as a rule. */
function guardClientRequests(tools: SinkTools): void {
  const bodies = new WeakMap<object, Body>();
  for (const name of ['write', 'end']) {
    replace(http.ClientRequest.prototype, name, (original, self, args) => {
      const request = self as http.ClientRequest;
      /* All that hold text to execute are sent by this method. */
      if (request.method !== 'POST' || !tools.isWatching()) return apply(original, self, args);
      const error = tools.attempt('sinks/aws-api', () => {
        const body = bodyOf(bodies, request);
        return body && isComplete(body, name, args) ? judgeBody(tools, body.operation, Buffer.concat(body.chunks).toString()) : undefined;
      });
      if (!error) return apply(original, self, args);
      const callback = args.findLast(arg => typeof arg === 'function');
      if (callback) process.nextTick(callback, error);
      request.destroy(error);
      return name === 'end' ? request : false;
    });
  }
}

/** The body of a request that holds text to execute. Of all others nothing is remembered, which would cost more than to ask again. */
function bodyOf(bodies: WeakMap<object, Body>, request: http.ClientRequest): Body | undefined {
  const known = bodies.get(request);
  if (known) return known;
  const header = (name: string) => text(request.getHeader(name));
  const operation = recognise({ method: request.method, path: request.path, header });
  if (operation === undefined) return undefined;
  const length = header('content-length');
  const body: Body = { operation, length: length === undefined ? undefined : Number(length), chunks: [], bytes: 0 };
  bodies.set(request, body);
  return body;
}

/** Whether a service would begin to work with this piece: all that was announced is there, or the request ends. */
function isComplete(body: Body, name: string, [chunk, encoding]: readonly unknown[]): boolean {
  const bytes = bytesOf(chunk, encoding);
  if (body.bytes + bytes.length <= MAX_BODY_BYTES) {
    /* Copied, since more may follow and the memory is the app's; a body in one piece is not kept. */
    body.chunks.push(name === 'end' ? bytes : Buffer.from(bytes));
    body.bytes += bytes.length;
  }
  return name === 'end' || body.bytes === body.length;
}

function text(header: unknown): string | undefined {
  if (Array.isArray(header)) return String(header[0]);
  return header === undefined ? undefined : String(header);
}
