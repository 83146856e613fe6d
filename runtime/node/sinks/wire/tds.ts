import { hasFlag } from './flags';
import { MAX_STATEMENT_BYTES, MessageReader } from './message-reader';
import type { Statement } from './protocol';
import { readRpcStatement, refusedRpc } from './tds-rpc';
import { inspection } from '../../lazy-inspection';

/** Type, status, length, process id, packet number and window of every packet. Source: [MS-TDS] 2.2.3.1. */
const HEADER_BYTES = 8;
const END_OF_MESSAGE = 0x01;
const SQL_BATCH = 0x01;
const RPC = 0x03;
/** Batch, old login, RPC, response, attention, bulk load, token, transaction, login, SSPI, pre-login. */
const TYPES: ReadonlySet<number> = new Set([SQL_BATCH, 2, RPC, 4, 6, 7, 8, 14, 16, 17, 18]);

/** Records of TLS from ChangeCipherSpec to ApplicationData, which stand bare on the socket below an encrypted login. */
const TLS_RECORD_BYTES = 5;
const isTlsRecord = (bytes: Buffer): boolean => bytes[0] >= 0x14 && bytes[0] <= 0x17 && bytes[1] === 3;

/** In place of a refused statement: it names a column that does not exist, so that the server itself answers with an error. */
const REFUSED = 'SELECT [refused by serverless guard]';

const prepare = (text: string) => inspection().inspectSql(text, 'mssql');

/** A message of one or several packets that holds a statement. */
interface Message {
  readonly type: number;
  readonly start: number;
  /** The first packet's header: a refusal answers for the same connection state. */
  readonly header: Buffer;
  readonly parts: Buffer[];
  bytes: number;
}

/** Microsoft SQL Server's Tabular Data Stream, version 7.2 and later. */
export class TdsReader extends MessageReader {
  private message?: Message;


  /** A message is held from its first packet on, though its packets are read one by one. */
  public override get heldFrom(): number {
    return this.message && this.message.bytes <= MAX_STATEMENT_BYTES ? this.message.start : super.heldFrom;
  }

  protected take(bytes: Buffer, start: number, statements: Statement[]): number {
    if (bytes.length < HEADER_BYTES) return this.want(HEADER_BYTES);
    if (isTlsRecord(bytes)) return this.stepOverPacket(TLS_RECORD_BYTES, bytes.readUInt16BE(3));
    const type = bytes[0];
    const length = bytes.readUInt16BE(2);
    if (!TYPES.has(type) || length < HEADER_BYTES) return this.giveUp(`a packet of SQL Server's protocol begins with byte ${type}`);
    if (type !== SQL_BATCH && type !== RPC) return this.stepOverPacket(HEADER_BYTES, length - HEADER_BYTES);
    if (bytes.length < length) return this.want(length);
    this.addPacket(bytes.subarray(0, length), start);
    if (hasFlag(bytes[1], END_OF_MESSAGE)) this.finishMessage(start + length, statements);
    return length;
  }

  private stepOverPacket(header: number, body: number): number {
    this.skipNext(body);
    return header;
  }

  private addPacket(packet: Buffer, start: number): void {
    this.message ??= { type: packet[0], start, header: Buffer.from(packet.subarray(0, HEADER_BYTES)), parts: [], bytes: 0 };
    const { message } = this;
    message.bytes += packet.length;
    if (message.bytes > MAX_STATEMENT_BYTES) message.parts.length = 0;
    else message.parts.push(Buffer.from(packet.subarray(HEADER_BYTES)));
  }

  private finishMessage(end: number, statements: Statement[]): void {
    const { message } = this;
    this.message = undefined;
    if (!message) return;
    if (message.bytes > MAX_STATEMENT_BYTES) {
      this.tooLong('a SQL Server statement', message.bytes);
      return;
    }
    const body = Buffer.concat(message.parts);
    const headers = allHeaders(body);
    const read = message.type === RPC ? readRpcStatement(body, headers.length) : { operation: 'SQLBatch', text: body.toString('utf16le', headers.length) };
    if (!read) return;
    const refused = Buffer.concat([headers, message.type === RPC ? refusedRpc(REFUSED) : Buffer.from(REFUSED, 'utf16le')]);
    statements.push({ detector: 'sql', prepare, start: message.start, end, refusal: () => packetOf(message.header, refused), ...read });
  }
}

/** The block before the statement, with the transaction it belongs to; it begins with its own length. */
function allHeaders(body: Buffer): Buffer {
  const length = body.length < 4 ? 0 : body.readUInt32LE(0);
  /* The smallest block holds one header of six bytes; text in UTF-16 that begins so would be no statement. */
  return length >= 10 && length <= body.length ? body.subarray(0, length) : body.subarray(0, 0);
}

/** One packet with the type and flags of another's header. */
function packetOf(header: Buffer, body: Buffer): Buffer {
  const own = Buffer.from(header);
  if (!hasFlag(own[1], END_OF_MESSAGE)) own[1] += END_OF_MESSAGE;
  own.writeUInt16BE(HEADER_BYTES + body.length, 2);
  return Buffer.concat([own, body]);
}
