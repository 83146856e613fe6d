import net from 'node:net';
import type { BlockedOperationError } from '../../response/blocked-error';
import { replace } from '../replace';
import type { Sink, SinkTools } from '../sink';
import { postgres } from './postgres';
import type { ConnectionReader, Statement, WireProtocol } from './protocol';

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
      replace(net.Socket.prototype, name, (original, self, args) => {
        const socket = self as net.Socket;
        if (connections.get(socket) === OTHER) return apply(original, socket, args);
        const written = inspectWrite(tools, connections, socket, args);
        if (written.end) return endConnection(socket, written.end, args);
        return apply(original, socket, written.instead ? [written.instead, ...args.slice(1)] : args);
      });
    }
  },
};

/** What becomes of a write: as it is, with other bytes, or the end of its connection. */
interface Written {
  readonly instead?: Buffer;
  readonly end?: BlockedOperationError;
}

const AS_IT_IS: Written = {};

function inspectWrite(tools: SinkTools, connections: WeakMap<object, Connection>, socket: net.Socket, [chunk, encoding]: readonly unknown[]): Written {
  const bytes = bytesOf(chunk, encoding);
  if (!bytes || bytes.length === 0) return AS_IT_IS;
  const known = connections.get(socket);
  const connection = advance(known, bytes);
  if (connection.next !== known) connections.set(socket, connection.next);
  if (connection.next.state !== 'known') return AS_IT_IS;
  const { protocol, reader } = connection.next;
  const statements = reader.read(connection.bytes);
  return tools.isWatching() ? judgeStatements(tools, protocol, statements, bytes, connection.bytes.length - bytes.length) : AS_IT_IS;
}

/** @param earlier - how many of the bytes that were read had left before these */
function judgeStatements(
  { judge }: SinkTools, { sink, detector, prepare }: WireProtocol, statements: readonly Statement[], bytes: Buffer, earlier: number,
): Written {
  const parts: Buffer[] = [];
  let at = 0;
  for (const statement of statements) {
    const error = judge({ sink, detector, operation: statement.operation, text: statement.text, prepare });
    if (!error) continue;
    const start = statement.start - earlier;
    if (start < at) return { end: error };
    parts.push(bytes.subarray(at, start), statement.refusal());
    at = statement.end - earlier;
  }
  return parts.length === 0 ? AS_IT_IS : { instead: Buffer.concat([...parts, bytes.subarray(at)]) };
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

/** Half of the statement is on its way and cannot be replaced: the server must not get the other half. */
function endConnection(socket: net.Socket, error: BlockedOperationError, args: readonly unknown[]): unknown {
  const callback = args.at(-1);
  if (typeof callback === 'function') process.nextTick(callback, error);
  socket.destroy(error);
  return false;
}
