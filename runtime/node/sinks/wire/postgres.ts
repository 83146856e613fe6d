import { MAX_STATEMENT_BYTES, MessageReader } from './message-reader';
import type { Statement } from './protocol';
import { inspection } from '../../lazy-inspection';

/** Codes in place of a protocol version. Source: https://www.postgresql.org/docs/current/protocol-message-formats.html */
const SSL_REQUEST = 80877103;
const GSS_ENCRYPTION_REQUEST = 80877104;
/** Length and code of the untyped messages that open a connection. */
const START_BYTES = 8;

const QUERY = 0x51;
const PARSE = 0x50;
/** Type and length of every later message. */
const HEADER_BYTES = 5;
/** Every message that a client sends: a byte that is none of them is no message. */
const TYPES: ReadonlySet<number> = new Set(Buffer.from('QPBEDCSHFXdcfp'));

const prepare = (text: string) => inspection().inspectSql(text, 'postgres');

/** PostgreSQL's protocol, version 3. Under TLS the same bytes pass through the TLS socket. */
export class PostgresReader extends MessageReader {
  private isOpen = false;

  protected take(bytes: Buffer, start: number, statements: Statement[]): number {
    return this.isOpen ? this.takeMessage(bytes, start, statements) : this.takeOpening(bytes);
  }

  private takeOpening(bytes: Buffer): number {
    if (bytes.length < START_BYTES) return this.want(START_BYTES);
    const length = bytes.readUInt32BE(0);
    if (bytes.length < length) return this.want(length);
    /* After these the client waits for the server's answer, then starts over; in plain text where the server declined. */
    const code = bytes.readUInt32BE(4);
    this.isOpen = code !== SSL_REQUEST && code !== GSS_ENCRYPTION_REQUEST;
    return Math.max(length, START_BYTES);
  }

  private takeMessage(bytes: Buffer, start: number, statements: Statement[]): number {
    if (bytes.length < HEADER_BYTES) return this.want(HEADER_BYTES);
    const type = bytes[0];
    const length = bytes.readUInt32BE(1) + 1;
    if (!TYPES.has(type) || length < HEADER_BYTES) return this.giveUp(`a message of PostgreSQL's protocol begins with byte ${type}`);
    const isStatement = type === QUERY || type === PARSE;
    if (isStatement && length > MAX_STATEMENT_BYTES) this.tooLong('a PostgreSQL statement', length);
    if (!isStatement || length > MAX_STATEMENT_BYTES) {
      if (bytes.length >= length) return length;
      this.skipNext(length - HEADER_BYTES);
      return HEADER_BYTES;
    }
    if (bytes.length < length) return this.want(length);
    statements.push({ detector: 'sql', prepare, start, end: start + length, ...readStatement(type, bytes.subarray(HEADER_BYTES, length)) });
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
  const until = end(bytes, start);
  return until === start ? '' : bytes.toString('utf8', start, until);
}

/** Texts end with a NUL. */
function end(bytes: Buffer, start: number): number {
  /* Statements without a name, as most are. */
  if (bytes[start] === 0) return start;
  const nul = bytes.indexOf(0, start);
  return nul < 0 ? bytes.length : nul;
}
