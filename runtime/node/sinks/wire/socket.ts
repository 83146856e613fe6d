import net from 'node:net';
import { Connection, type Written } from './connection';
import { recognise } from './recognise';
import type { BlockedOperationError } from '../../response/blocked-error';
import { bytesOf } from '../bytes';
import { replace, type AnyFunction } from '../replace';
import type { Sink, SinkTools } from '../sink';

const { apply } = Reflect;

/** A connection that is none of ours. */
const OTHER = 'other';

/** What has been written to a socket whose protocol is not yet known. */
class Beginning {
  public constructor(public readonly bytes: Buffer) {}
}

type State = Connection | Beginning | typeof OTHER;

/** Statements on the way to a server: what is written to a socket, above TLS where there is TLS. */
export const wireSink: Sink = {
  name: 'wire',
  install(tools) {
    const states = new WeakMap<object, State>();
    for (const name of ['write', 'end']) {
      replace(net.Socket.prototype, name, (original, self, args) => {
        const socket = self as net.Socket;
        const state = states.get(socket);
        if (state === OTHER || !socket.writable) return apply(original, socket, args);
        const bytes = bytesOf(args[0], args[1]);
        const isLast = name === 'end';
        if (bytes.length === 0 && !(isLast && state instanceof Connection)) return apply(original, socket, args);
        const connection = state instanceof Connection ? state : begin(tools, states, socket, state, bytes);
        if (!connection) return apply(original, socket, args);
        const written = connection.write(bytes, isLast);
        if (connection.isOver) states.set(socket, OTHER);
        return send(original, socket, args, written, isLast);
      });
    }
  },
};

/** The connection, once its protocol is recognised by the first bytes that the client sends. */
function begin(
  tools: SinkTools, states: WeakMap<object, State>, socket: net.Socket, beginning: Beginning | undefined, bytes: Buffer,
): Connection | undefined {
  /* Prototypes are looked at before anything is read off them. */
  tools.isWatching();
  const earlier = beginning?.bytes ?? NOTHING;
  const start = earlier.length > 0 ? Buffer.concat([earlier, bytes]) : bytes;
  const name = recognise(start);
  if (name === undefined || name === OTHER) {
    states.set(socket, name ?? new Beginning(Buffer.from(start)));
    return undefined;
  }
  const connection = Connection.open(tools, name, earlier);
  states.set(socket, connection ?? OTHER);
  return connection;
}

const NOTHING = Buffer.alloc(0);

function send(original: AnyFunction, socket: net.Socket, args: readonly unknown[], { instead, end }: Written, isLast: boolean): unknown {
  if (end) return endConnection(socket, end, args);
  if (!instead) return apply(original, socket, args);
  const callbacks = args.filter(arg => typeof arg === 'function');
  if (instead.length > 0 || isLast) return apply(original, socket, [instead, ...callbacks]);
  /* Held: the driver may go on, as it may whenever a socket has room. */
  for (const callback of callbacks) process.nextTick(callback as AnyFunction);
  return true;
}

/** Half of the statement left before the protocol was recognised: the server must not get the other half. */
function endConnection(socket: net.Socket, error: BlockedOperationError, args: readonly unknown[]): unknown {
  const callback = args.at(-1);
  if (typeof callback === 'function') process.nextTick(callback, error);
  socket.destroy(error);
  return false;
}
