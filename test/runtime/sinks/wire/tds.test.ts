import { cuts, newReader, read, readBytewise } from './reading';

const ucs2 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const uint16 = (value: number): Buffer => Buffer.from([value % 256, Math.floor(value / 256)]);
const uint32 = (value: number): Buffer => Buffer.concat([uint16(value % 65536), uint16(Math.floor(value / 65536))]);

/** A message in packets of a size. */
function message(type: number, body: Buffer, size = 4096): Buffer {
  const packets: Buffer[] = [];
  for (let at = 0; at === 0 || at < body.length; at += size) {
    const part = body.subarray(at, at + size);
    const head = Buffer.from([type, at + size >= body.length ? 1 : 0, 0, 0, 0, 0, packets.length + 1, 0]);
    head.writeUInt16BE(8 + part.length, 2);
    packets.push(head, part);
  }
  return Buffer.concat(packets);
}

/** The block with the transaction's descriptor. */
const HEADERS = Buffer.concat([uint32(22), uint32(18), uint16(2), Buffer.alloc(8, 7), uint32(1)]);
const batch = (sql: string, size?: number): Buffer => message(1, Buffer.concat([HEADERS, ucs2(sql)]), size);
const short = (text: string): Buffer => Buffer.concat([Buffer.from([0, 0, 0xe7]), uint16(8000), Buffer.alloc(5), uint16(text.length * 2), ucs2(text)]);
const chunk = (text: string): Buffer => Buffer.concat([uint32(text.length * 2), ucs2(text)]);
const long = (text: string): Buffer => Buffer.concat([
  Buffer.from([0, 0, 0xe7]), uint16(0xffff), Buffer.alloc(5), Buffer.alloc(8, 0xfe), chunk(text.slice(0, 3)), chunk(text.slice(3)), chunk(''),
]);
const ntext = (text: string): Buffer => Buffer.concat([Buffer.from([0, 0, 0x63]), uint32(8000), Buffer.alloc(5), uint32(text.length * 2), ucs2(text)]);
const handle = Buffer.from([0, 1, 0x26, 4, 0]);
const call = (procedure: number | string, ...parameters: readonly Buffer[]): Buffer => message(3, Buffer.concat([
  HEADERS, typeof procedure === 'number' ? Buffer.concat([uint16(0xffff), uint16(procedure)]) : Buffer.concat([uint16(procedure.length), ucs2(procedure)]), uint16(0), ...parameters,
]));
const preLogin = message(0x12, Buffer.from([0, 0, 6, 0, 6, 0xff, 16, 0, 0, 0, 0, 0]));
const login = message(0x10, Buffer.alloc(100));
const tlsRecord = Buffer.from([0x17, 3, 3, 0, 4, 1, 1, 1, 1]);

const SESSION = Buffer.concat([
  preLogin, login, batch("SELECT N'ü'"), call(10, short('SELECT @id'), short('@id int')), call('sp_executesql', long('SELECT @name')), call('sys.sp_ExecuteSql', ntext('SELECT 3')),
  call(11, handle, short('@id int'), short('SELECT 4')), call(13, handle, short(''), long('SELECT 5')), call(12, handle), call('shop.get_orders', short('SELECT no statement')), batch('SELECT 6', 10),
]);
const STATEMENTS = [
  { operation: 'SQLBatch', text: "SELECT N'ü'" }, { operation: 'sp_executesql', text: 'SELECT @id' }, { operation: 'sp_executesql', text: 'SELECT @name' },
  { operation: 'sp_executesql', text: 'SELECT 3' }, { operation: 'sp_prepare', text: 'SELECT 4' }, { operation: 'sp_prepexec', text: 'SELECT 5' }, { operation: 'SQLBatch', text: 'SELECT 6' },
];

test.each(cuts(SESSION))('reads the statements of a session when the writes part at byte %i', at => {
  expect(read([SESSION.subarray(0, at), SESSION.subarray(at)], newReader('sqlserver').reader)).toEqual(STATEMENTS);
});

test('reads them from writes of single bytes, though the driver uses its memory again', () => {
  expect(readBytewise(SESSION, newReader('sqlserver').reader)).toEqual(STATEMENTS);
});

test('holds a message of several packets from its first byte on, so that a refused one leaves no half behind', () => {
  const { reader } = newReader('sqlserver');
  const bytes = batch('SELECT 1 WHERE 2 = 2', 16);
  reader.read(Buffer.concat([preLogin, bytes.subarray(0, 60)]));
  expect(reader.heldFrom).toBe(preLogin.length);
  const [statement] = reader.read(bytes.subarray(60));
  expect([statement!.start, statement!.end]).toEqual([preLogin.length, preLogin.length + bytes.length]);
});

test('steps over TLS that stands bare on the socket below an encrypted login', () => {
  expect(read([Buffer.concat([preLogin, tlsRecord, tlsRecord, batch('SELECT 1')])], newReader('sqlserver').reader)).toEqual([{ operation: 'SQLBatch', text: 'SELECT 1' }]);
});

test.each([['a batch', batch('DROP TABLE t'), 'SQLBatch'], ['a call', call(13, handle, short(''), short('DROP TABLE t')), 'sp_executesql']])(
  'in place of %s goes one in the same transaction, which the server refuses', (_, bytes, operation) => {
    const [statement] = newReader('sqlserver').reader.read(bytes);
    const refusal = statement!.refusal();
    expect(refusal.subarray(8, 30)).toEqual(HEADERS);
    expect(refusal.readUInt16BE(2)).toBe(refusal.length);
    expect(read([refusal], newReader('sqlserver').reader)).toEqual([{ operation, text: 'SELECT [refused by serverless guard]' }]);
  });

test('a message beyond the bound is let go when it reaches it, and is told', () => {
  const { reader, failures } = newReader('sqlserver');
  const part = message(1, Buffer.alloc(30_000), 30_000);
  part[1] = 0;
  const parts = 600;
  for (let count = 0; count < parts; count++) reader.read(part);
  expect(reader.heldFrom).toBe(parts * part.length);
  expect(read([batch('x')], reader)).toEqual([]);
  expect(failures).toEqual([expect.stringContaining('is not inspected')]);
});

test('leaves a connection alone that it does not understand', () => {
  const { reader, failures } = newReader('sqlserver');
  reader.read(Buffer.from('GET / HTTP/1.1\r\n'));
  expect([reader.isOver, failures.length]).toEqual([true, 1]);
});
