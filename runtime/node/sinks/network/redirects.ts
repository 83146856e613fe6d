import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { noteRequest, type RequestUrls } from './request-urls';
import { inspection } from '../../lazy-inspection';
import type { SinkTools } from '../sink';

/** What undici publishes, Node's own and an app's; https://undici.nodejs.org/#/docs/api/DiagnosticsChannel */
interface UndiciMessage {
  readonly request: { readonly origin: string | URL; readonly path: string };
  readonly response: { readonly statusCode: number; readonly headers: readonly Uint8Array[] };
}

interface HttpMessage {
  readonly request: ClientRequest;
  readonly response: IncomingMessage;
}

/**
 * Follows redirects: where the answer of a host that an input chose sends the app next, that input chose as well.
 *
 * Each hop is a request of its own, and judged as such. Channels tell, and cannot refuse; nothing has to be refused here.
 */
export function traceRedirects(tools: SinkTools, urls: RequestUrls): void {
  on<HttpMessage>('http.client.response.finish', tools, ({ request, response: { statusCode, headers } }) => {
    trace(tools, urls.get(request), statusCode, headers.location);
  }, ({ request }) => urls.has(request));
  on<UndiciMessage>('undici:request:create', tools, ({ request }) => noteRequest(tools, urlOf(request)));
  on<UndiciMessage>('undici:request:headers', tools, ({ request, response: { statusCode, headers } }) => {
    if (isRedirect(statusCode)) trace(tools, urlOf(request), statusCode, locationIn(headers));
  });
}

function on<T>(channel: string, { isWatching, attempt }: SinkTools, listen: (message: T) => void, isOurs: (message: T) => boolean = () => true): void {
  subscribe(channel, message => {
    if (isOurs(message as T) && isWatching()) attempt(channel, () => listen(message as T));
  });
}

function urlOf({ origin, path }: UndiciMessage['request']): string {
  return `${String(origin).replace(/\/$/, '')}${path}`;
}

function isRedirect(status: number | undefined): boolean {
  return status !== undefined && status >= 300 && status < 400;
}

function trace({ inFlight }: SinkTools, from: string | undefined, status: number | undefined, location: string | undefined): void {
  if (from !== undefined && location !== undefined && isRedirect(status)) inspection().followRedirect(inFlight(), from, location);
}

function locationIn(headers: readonly Uint8Array[]): string | undefined {
  const texts = headers.map(header => Buffer.from(header).toString('latin1'));
  const at = texts.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === 'location');
  return at < 0 ? undefined : texts[at + 1];
}
