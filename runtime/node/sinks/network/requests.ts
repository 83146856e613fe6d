import http from 'node:http';
import type { Destinations } from './destinations';
import { noteRequest, type RequestUrls } from './request-urls';
import { parse, plainHost, portOf } from '../../detectors/ssrf/host';
import { inspection } from '../../lazy-inspection';
import type { BlockedOperationError } from '../../response/blocked-error';
import { replace } from '../replace';
import type { SinkTools } from '../sink';
import { isAwsEndpoint } from './aws-endpoint';

const { apply } = Reflect;

/** Hooks requests of `http` and `https`, which hand each to an agent, whatever client sits on top. */
export function guardRequests(tools: SinkTools, destinations: Destinations, urls: RequestUrls): void {
  const runtimeApi = process.env.AWS_LAMBDA_RUNTIME_API;
  replace(http.Agent.prototype, 'addRequest', (original, agent, args) => {
    /* By number: nothing that was planted may run before prototypes are looked at. */
    const request = args[0] as http.ClientRequest;
    const options = args[1] as http.RequestOptions;
    if (authorityOf(options) === runtimeApi && isRuntimeClient(tools, request)) return destinations.passing(() => apply(original, agent, args));
    if (!tools.isWatching()) return apply(original, agent, args);
    const url = tools.attempt('sinks/network', () => urlOf(request, options));
    if (url === undefined) return apply(original, agent, args);
    const error = tools.attempt('sinks/network', () => {
      urls.set(request, url);
      return judgeRequest(tools, destinations, 'http.request', url);
    });
    if (!error) return apply(original, agent, args);
    /* As the agent does where a connection cannot be made. */
    return (request as unknown as { onSocket(socket: undefined, error: Error): void }).onSocket(undefined, error);
  });
}

function authorityOf({ host, port }: http.RequestOptions = {}): string {
  return `${host}:${port}`;
}

/**
 * Whether a request to the Runtime API, which an input may have chosen too, is the runtime client's: it asks for the next event
 * when the handler is done, and answers under the request's own id, which an attacker does not know.
 */
function isRuntimeClient({ inFlight }: SinkTools, { protocol, path }: http.ClientRequest): boolean {
  const invocations = inFlight();
  for (let index = 0; index < invocations.length; index++) {
    const { isOver, requestId } = invocations[index];
    if (!isOver && (requestId === '' || !String(path).includes(`/${requestId}/`))) return false;
  }
  return protocol === 'http:';
}

/** Judges a request by its URL, and by what is known of its destination. */
export function judgeRequest(tools: SinkTools, destinations: Destinations, operation: string, text: string): BlockedOperationError | undefined {
  const url = parse(text);
  const port = url && portOf(url);
  if (!url || port === undefined) return undefined;
  const host = plainHost(url);
  noteRequest(tools, url.href);
  return judgeUrl(tools, operation, text, host) ?? destinations.judgeKnown(operation, host, port);
}

/** Nothing of what could be found leaves the host an AWS endpoint, but for a path that climbs. */
function judgeUrl({ judge }: SinkTools, operation: string, text: string, host: string): BlockedOperationError | undefined {
  if (isAwsEndpoint(host) && !text.includes('..')) return undefined;
  return judge({ sink: 'network', detector: 'ssrf', operation, text, prepare: url => inspection().inspectUrl(url) });
}

/** The request's URL, put together again from what the client took it apart into. */
function urlOf({ protocol, path, method }: http.ClientRequest, { auth, host, port, socketPath }: http.RequestOptions): string | undefined {
  if (socketPath || method === 'CONNECT' || !host) return undefined;
  const isDefault = Number(port) === (protocol === 'https:' ? 443 : 80);
  const user = auth ? `${auth.replace(/:$/, '')}@` : '';
  const name = host.includes(':') ? `[${host}]` : host;
  return `${protocol}//${user}${name}${port && !isDefault ? `:${port}` : ''}${path}`;
}
