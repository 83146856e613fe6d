import net from 'node:net';
import type { Destinations } from './destinations';
import { targetOf, type Target } from './target';
import type { BlockedOperationError } from '../../response/blocked-error';
import { replace, type AnyFunction } from '../replace';
import type { SinkTools } from '../sink';

const { apply } = Reflect;

const OPERATION = 'net.connect';

/**
 * Hooks connections over TCP, those of TLS, HTTP, HTTP/2 and `fetch` included: all of them come by here.
 *
 * A host is judged by the address that it really leads to, when that has been looked up and before it is contacted, so
 * that a name which resolves differently each time gains nothing.
 */
export function guardConnections({ isWatching, egress }: SinkTools, destinations: Destinations): void {
  replace(net.Socket.prototype, 'connect', (original, self, args) => {
    const watches = isWatching();
    const target = targetOf(args);
    if (!target) return apply(original, self, args);
    const error = egress?.judge(OPERATION, target.host, target.port);
    if (error) return failToConnect(original, self, target, error);
    if (!watches) return apply(original, self, args);
    return connect(destinations, original, self as net.Socket, target, args);
  });
}

function connect(destinations: Destinations, original: AnyFunction, socket: net.Socket, target: Target, args: unknown[]): unknown {
  const { host, port, isAddress } = target;
  if (isAddress) {
    const error = destinations.judge(OPERATION, host, port, host);
    return error ? failToConnect(original, socket, target, error) : apply(original, socket, args);
  }
  let isCalling = true;
  socket.on('lookup', (_error: unknown, address: unknown) => {
    const error = typeof address === 'string' ? destinations.judge(OPERATION, host, port, address) : undefined;
    if (!error) return;
    /* An app's own lookup may answer at once, when nobody listens for errors yet. */
    if (isCalling) process.nextTick(() => socket.destroy(error));
    else socket.destroy(error);
  });
  try {
    return apply(original, socket, args);
  } finally {
    isCalling = false;
  }
}

/** No address, so that Node looks it up. */
const REFUSED_HOST = 'refused.serverless-guard.invalid';

/** Fails as Node does where a name cannot be looked up, but with the guard's error. */
function failToConnect(original: AnyFunction, socket: unknown, { options, callback }: Target, error: BlockedOperationError): unknown {
  const lookup = (_host: string, _options: unknown, done: (error: Error) => void) => done(error);
  return apply(original, socket, [{ ...options, host: REFUSED_HOST, lookup }, callback]);
}
