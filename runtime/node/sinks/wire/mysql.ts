import { hasFlag } from './flags';
import { MAX_STATEMENT_BYTES, MessageReader } from './message-reader';
import { queryStart } from './mysql-attributes';
import type { Statement } from './protocol';
import { inspection } from '../../lazy-inspection';

/** Length (3 bytes) and sequence number of every packet. */
const HEADER_BYTES = 4;
/** An SSL request is a login cut off behind its fixed part; the whole login then follows under TLS. */
const SSL_REQUEST_BYTES = 32;
/** Capability flags of the login. Source: https://dev.mysql.com/doc/dev/mysql-server/latest/group__group__cs__capabilities__flags.html */
const COMPRESSED = 0x20;
const COMPRESSED_ZSTD = 0x4000000;

const COM_QUERY = 0x03;
const COM_STMT_PREPARE = 0x16;
/** A packet of this length is continued by the next one. */
const CONTINUED = 0xffffff;
const LAST_SEQUENCE = 0xff;

/** In place of a refused statement: it names a column that does not exist, so that the server itself answers with an error. */
const REFUSED = 'SELECT `refused by serverless guard`';

const prepare = (text: string) => inspection().inspectSql(text, 'mysql');

/** The client/server protocol of MySQL and MariaDB, from the client's login on. */
export class MySqlReader extends MessageReader {
  private isOpen = false;
  private sequence = 0;

  protected take(bytes: Buffer, start: number, statements: Statement[]): number {
    if (bytes.length < HEADER_BYTES) return this.want(HEADER_BYTES);
    const length = bytes.readUIntLE(0, 3);
    if (!this.isOpen) return this.takeLogin(bytes, length);
    if (length > 0 && bytes.length === HEADER_BYTES) return this.want(HEADER_BYTES + 1);
    if (!this.isStatement(bytes[3], bytes[HEADER_BYTES])) return this.stepOverPacket(length);
    if (length === CONTINUED || length > MAX_STATEMENT_BYTES) {
      this.tooLong('a MySQL statement', length);
      return this.stepOverPacket(length);
    }
    const end = HEADER_BYTES + length;
    if (bytes.length < end) return this.want(end);
    statements.push({ detector: 'sql', prepare, start, end: start + end, ...readStatement(bytes.subarray(HEADER_BYTES, end)) });
    return end;
  }

  private takeLogin(bytes: Buffer, length: number): number {
    const end = HEADER_BYTES + length;
    if (bytes.length < end) return this.want(end);
    this.isOpen = true;
    const flags = bytes.readUInt32LE(HEADER_BYTES);
    const isCompressed = length > SSL_REQUEST_BYTES && (hasFlag(flags, COMPRESSED) || hasFlag(flags, COMPRESSED_ZSTD));
    if (isCompressed) this.tools.notCovered('compressed MySQL connections');
    /* Behind a request for TLS this socket is encrypted, and the socket above it begins anew. */
    this.isOver = isCompressed || length === SSL_REQUEST_BYTES;
    return end;
  }

  /** Commands begin at zero. A number that comes round to zero continues a file that the client sends. */
  private isStatement(sequence: number, command: number): boolean {
    const isCommand = sequence === 0 && this.sequence !== LAST_SEQUENCE;
    this.sequence = sequence;
    return isCommand && (command === COM_QUERY || command === COM_STMT_PREPARE);
  }

  private stepOverPacket(length: number): number {
    this.skipNext(length);
    return HEADER_BYTES;
  }
}

function readStatement(body: Buffer): Pick<Statement, 'operation' | 'text' | 'refusal'> {
  if (body[0] === COM_STMT_PREPARE) {
    return { operation: 'COM_STMT_PREPARE', text: body.toString('utf8', 1), refusal: () => packet(COM_STMT_PREPARE, Buffer.from(REFUSED)) };
  }
  const start = queryStart(body);
  /* No attributes, one set of them: the form that has attributes must be kept, a server that expects it cannot read the other. */
  const head = start > 1 ? Buffer.from([0, 1]) : Buffer.alloc(0);
  return { operation: 'COM_QUERY', text: body.toString('utf8', start), refusal: () => packet(COM_QUERY, Buffer.concat([head, Buffer.from(REFUSED)])) };
}

function packet(command: number, body: Buffer): Buffer {
  const header = Buffer.from([0, 0, 0, 0, command]);
  header.writeUIntLE(body.length + 1, 0, 3);
  return Buffer.concat([header, body]);
}
