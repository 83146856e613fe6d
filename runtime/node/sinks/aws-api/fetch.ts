import { judgeBody } from './judge-body';
import { recognise } from './recognise';
import type { BlockedOperationError } from '../../response/blocked-error';
import { replace } from '../replace';
import type { SinkTools } from '../sink';

const { apply } = Reflect;

/** Clients that sign by themselves, and the SDK's handler for browsers and workers. */
export function guardServiceFetch(tools: SinkTools): void {
  replace(globalThis, 'fetch', (original, self, args) => {
    if (!tools.isWatching()) return apply(original, self, args);
    const request = tools.attempt('sinks/aws-api', () => readRequest(args));
    if (!request) return apply(original, self, args);
    return judgeFetch(tools, request).then(error => {
      if (error) throw new TypeError('fetch failed', { cause: error });
      return apply(original, self, args);
    });
  });
}

/** A call of an AWS API: its operation, and how to read its body. */
interface ServiceCall {
  readonly operation: string;
  readonly body: () => Promise<string> | string;
}

async function judgeFetch(tools: SinkTools, { operation, body }: ServiceCall): Promise<BlockedOperationError | undefined> {
  const text = await Promise.resolve(tools.attempt('sinks/aws-api', body)).catch(() => undefined);
  return text === undefined ? undefined : tools.attempt('sinks/aws-api', () => judgeBody(tools, operation, text));
}

interface FetchOptions {
  readonly method?: unknown;
  readonly headers?: unknown;
  readonly body?: unknown;
}

/** `fetch(url, options)` or `fetch(request)`; what the second argument says counts before the request. */
function readRequest([resource, options]: readonly unknown[]): ServiceCall | undefined {
  const request = isRequest(resource) ? resource : undefined;
  const { method, headers, body } = { method: request?.method, headers: request?.headers, ...(options as FetchOptions | undefined) };
  const header = headerReader(headers);
  if (!header) return undefined;
  const url = new URL(request ? request.url : String(resource));
  const operation = recognise({ method: String(method).toUpperCase(), path: url.pathname + url.search, header });
  if (operation === undefined) return undefined;
  return { operation, body: body === undefined && request ? async () => request.clone().text() : () => textOf(body) };
}

function isRequest(resource: unknown): resource is Request {
  return typeof resource === 'object' && resource !== null && 'headers' in resource;
}

/** A `Headers`, a list of pairs or an object. */
function headerReader(headers: unknown): ((name: string) => string | undefined) | undefined {
  if (typeof headers !== 'object' || headers === null) return undefined;
  const { get } = headers as { get?: unknown };
  if (typeof get === 'function') return name => (headers as Headers).get(name) ?? undefined;
  const pairs = (Array.isArray(headers) ? headers : Object.entries(headers)) as ReadonlyArray<readonly [string, unknown]>;
  return name => {
    const found = pairs.find(([key]) => key.toLowerCase() === name);
    return found && String(found[1]);
  };
}

function textOf(body: unknown): string {
  if (body instanceof ArrayBuffer) return Buffer.from(body).toString();
  return ArrayBuffer.isView(body) ? Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString() : String(body ?? '');
}
