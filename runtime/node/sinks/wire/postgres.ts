import type { ConnectionReader, Statement, WireProtocol } from './protocol';
import { inspection } from '../../lazy-inspection';

/** Codes in place of a protocol version. Source: https://www.postgresql.org/docs/current/protocol-message-formats.html */
const SSL_REQUEST = 80877103;
const GSS_ENCRYPTION_REQUEST = 80877104;
const MAJOR_VERSION = 3;
/** Length and code of the untyped messages that open a connection. */
const START_BYTES = 8;
/** The server refuses longer ones. */
const MAX_STARTUP_BYTES = 10_000;

const QUERY = 0x51;
const PARSE = 0x50;
/** Type and length of every later message. */
const HEADER_BYTES = 5;
/** Longer statements are passed on uninspected: holding them would cost the function its memory. */
const MAX_STATEMENT_BYTES = 16 * 1024 * 1024;

/** PostgreSQL's protocol, version 3. Under TLS the same bytes pass through the TLS socket. */
export const postgres: WireProtocol = {
  sink: 'postgres',
  detector: 'sql',
  prepare: text => inspection().inspectSql(text, 'postgres'),
  recognises(start) {
    if (start.length >= 2 && (start[0] !== 0 || start[1] !== 0)) return false;
    if (start.length < START_BYTES) return start.length === 0 || start[0] === 0 ? undefined : false;
    const length = start.readUInt32BE(0);
    return length >= START_BYTES && length <= MAX_STARTUP_BYTES && isOpening(start.readUInt32BE(4));
  },
  createReader: () => new PostgresReader(),
};

function isOpening(code: number): boolean {
  return Math.trunc(code / 0x10000) === MAJOR_VERSION || isEncryptionRequest(code);
}

/** After these the client waits for the server's answer, then starts over; in plain text where the server declined. */
function isEncryptionRequest(code: number): boolean {
  return code === SSL_REQUEST || code === GSS_ENCRYPTION_REQUEST;
}

const NO_BYTES = Buffer.alloc(0);

/** Reassembles messages from writes of any size; only statements are held. */
class PostgresReader implements ConnectionReader {
  private isOpen = false;
  private pending: Buffer = NO_BYTES;
  /** Bytes of an uninteresting message that are still to come. */
  private skip = 0;

  public read(bytes: Buffer): readonly Statement[] {
    const statements: Statement[] = [];
    let rest = this.pending.length > 0 ? Buffer.concat([this.pending, bytes]) : bytes;
    for (;;) {
      const skipped = Math.min(this.skip, rest.length);
      this.skip -= skipped;
      rest = rest.subarray(skipped);
      const start = bytes.length - rest.length;
      const used = this.isOpen ? this.takeMessage(rest, start, statements) : this.takeOpening(rest);
      if (used === 0) break;
      rest = rest.subarray(used);
    }
    /* A copy, since the driver writes its next message into the same memory. */
    this.pending = rest.length === 0 ? NO_BYTES : Buffer.from(rest);
    return statements;
  }

  /** Bytes used of an opening message; zero while it is incomplete. */
  private takeOpening(bytes: Buffer): number {
    if (bytes.length < START_BYTES) return 0;
    const length = bytes.readUInt32BE(0);
    if (bytes.length < length) return 0;
    this.isOpen = !isEncryptionRequest(bytes.readUInt32BE(4));
    return Math.max(length, START_BYTES);
  }

  /** Bytes used of a message; zero while too few are there to tell its kind, or all of a statement. */
  private takeMessage(bytes: Buffer, start: number, statements: Statement[]): number {
    if (bytes.length < HEADER_BYTES) return 0;
    const type = bytes[0];
    const length = bytes.readUInt32BE(1) + 1;
    const isStatement = (type === QUERY || type === PARSE) && length <= MAX_STATEMENT_BYTES;
    if (!isStatement) {
      this.skip = Math.max(length - HEADER_BYTES, 0);
      return HEADER_BYTES;
    }
    if (bytes.length < length) return 0;
    statements.push({ ...readStatement(type, bytes.subarray(HEADER_BYTES, length)), start, end: start + length });
    return length;
  }
}

function readStatement(type: number, body: Buffer): Pick<Statement, 'operation' | 'text' | 'refusal'> {
  if (type === QUERY) return { operation: 'Query', text: textAt(body, 0), refusal: () => message(QUERY, `${REFUSED}\0`) };
  const name = textAt(body, 0);
  return { operation: 'Parse', text: textAt(body, end(body, 0) + 1), refusal: () => message(PARSE, `${name}\0${REFUSED}\0\0\0`) };
}

/**
 * A statement without effect that no database accepts: it names a column that does not exist.
 *
 * The server's own error leaves the connection in order, aborts the transaction, and reaches the one caller who waits
 * for this statement. Ending the connection instead ends the process where the driver's client has no error listener.
 */
const REFUSED = 'SELECT "refused by serverless guard"';

function message(type: number, body: string): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + Buffer.byteLength(body));
  bytes.writeUInt8(type, 0);
  bytes.writeUInt32BE(bytes.length - 1, 1);
  bytes.write(body, HEADER_BYTES);
  return bytes;
}

function textAt(bytes: Buffer, start: number): string {
  return bytes.toString('utf8', start, end(bytes, start));
}

/** Texts end with a NUL. */
function end(bytes: Buffer, start: number): number {
  const nul = bytes.indexOf(0, start);
  return nul < 0 ? bytes.length : nul;
}
