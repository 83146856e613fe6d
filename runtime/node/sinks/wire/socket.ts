import net from 'node:net';
import type { BlockedOperationError } from '../../response/blocked-error';
import { replace } from '../replace';
import type { Sink, SinkTools } from '../sink';
import { postgres } from './postgres';
import type { ConnectionReader, WireProtocol } from './protocol';

const { apply } = Reflect;

const PROTOCOLS: readonly WireProtocol[] = [postgres];

/** A connection to be read, one that is still to be recognised, or one that is none of ours. */
type Connection =
  | { readonly state: 'known'; readonly protocol: WireProtocol; readonly reader: ConnectionReader }
  | { readonly state: 'starting'; readonly start: Buffer }
  | { readonly state: 'other' };

const OTHER: Connection = { state: 'other' };

/** Statements on the way to a server: what is written to a socket, above TLS where there is TLS. */
export const wireSink: Sink = {
  name: 'wire',
  install(tools) {
    const connections = new WeakMap<object, Connection>();
    for (const name of ['write', 'end']) {
      replace(net.Socket.prototype, name, original => function (this: unknown, ...args) {
        const socket = this as net.Socket;
        if (connections.get(socket) === OTHER) return apply(original, this, args);
        const error = inspectWrite(tools, connections, socket, args);
        return error ? refuse(socket, error, args) : apply(original, this, args);
      });
    }
  },
};

function inspectWrite(
  tools: SinkTools, connections: WeakMap<object, Connection>, socket: net.Socket, [chunk, encoding]: readonly unknown[],
): BlockedOperationError | undefined {
  const bytes = bytesOf(chunk, encoding);
  if (!bytes || bytes.length === 0) return undefined;
  const known = connections.get(socket);
  const connection = advance(known, bytes);
  if (connection.next !== known) connections.set(socket, connection.next);
  if (connection.next.state !== 'known') return undefined;
  const { protocol, reader } = connection.next;
  for (const { operation, text } of reader.read(connection.bytes)) {
    if (!tools.isWatching()) continue;
    const error = tools.judge({ sink: protocol.sink, detector: protocol.detector, operation, text, prepare: protocol.prepare });
    if (error) return error;
  }
  return undefined;
}

/** Recognises a protocol by the first bytes of a connection; these are then read with it. */
function advance(connection: Connection | undefined, bytes: Buffer): { next: Connection; bytes: Buffer } {
  if (connection && connection.state !== 'starting') return { next: connection, bytes };
  const start = connection ? Buffer.concat([connection.start, bytes]) : bytes;
  let isUndecided = false;
  for (const protocol of PROTOCOLS) {
    const recognised = protocol.recognises(start);
    if (recognised) return { next: { state: 'known', protocol, reader: protocol.createReader() }, bytes: start };
    isUndecided ||= recognised === undefined;
  }
  return { next: isUndecided ? { state: 'starting', start: Buffer.from(start) } : OTHER, bytes };
}

function bytesOf(chunk: unknown, encoding: unknown): Buffer | undefined {
  if (Buffer.isBuffer(chunk)) return chunk;
  if (chunk instanceof Uint8Array) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (typeof chunk !== 'string') return undefined;
  return Buffer.from(chunk, typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8');
}

/** Ends the connection before the statement leaves: drivers reject what waits on it and pools open another. */
function refuse(socket: net.Socket, error: BlockedOperationError, args: readonly unknown[]): unknown {
  const callback = args.at(-1);
  if (typeof callback === 'function') process.nextTick(callback, error);
  socket.destroy(error);
  return false;
}
