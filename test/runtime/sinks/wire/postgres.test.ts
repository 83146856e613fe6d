import fc from 'fast-check';
import { newReader, read as readWith, readBytewise, type Read } from './reading';

/** A message of the protocol, type and length before it; the opening ones have no type. */
function message(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}

const code = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const text = (...texts: string[]): Buffer => Buffer.from(texts.map(one => `${one}\0`).join(''));
const startup = message('', Buffer.concat([code(196608), text('user', 'app', 'database', 'shop', '')]));
const sslRequest = message('', code(80877103));
const query = (sql: string): Buffer => message('Q', text(sql));
const parse = (name: string, sql: string): Buffer => message('P', Buffer.concat([text(name, sql), Buffer.alloc(2)]));
const bind = message('B', Buffer.concat([text('', ''), Buffer.from([0, 0, 0, 1, 0, 0, 0, 3, 0x51, 0, 0, 0, 0])]));
const SESSION = Buffer.concat([startup, message('p', text('md5…')), query("SELECT 'ü'"), parse('statement', 'SELECT $1'), bind, message('S', Buffer.alloc(0)), query('COMMIT')]);
const STATEMENTS = [
  { operation: 'Query', text: "SELECT 'ü'" }, { operation: 'Parse', text: 'SELECT $1' }, { operation: 'Query', text: 'COMMIT' },
];

/** What is read from writes of these bytes. */
const read = (writes: readonly Buffer[], reader = newReader('postgres').reader): Read[] => readWith(writes, reader);

test('reads the statements of a session in one write', () => {
  expect(read([SESSION])).toEqual(STATEMENTS);
});

test.each(Array.from(SESSION.keys()))('reads them when the writes part at byte %i', at => {
  expect(read([SESSION.subarray(0, at), SESSION.subarray(at)])).toEqual(STATEMENTS);
});

test('reads them from writes of single bytes, though the driver uses its memory again', () => {
  expect(readBytewise(SESSION, newReader('postgres').reader)).toEqual(STATEMENTS);
});

test('reads on in plain text after the server declined encryption', () => {
  expect(read([sslRequest, SESSION])).toEqual(STATEMENTS);
});

test('a statement waits for its last byte', () => {
  const reader = newReader('postgres').reader;
  const bytes = Buffer.concat([startup, query('DROP TABLE t')]);
  expect(read([bytes.subarray(0, -1)], reader)).toEqual([]);
  expect(read([bytes.subarray(-1)], reader)).toEqual([{ operation: 'Query', text: 'DROP TABLE t' }]);
});

test('data that passes is not held and not read', () => {
  const copied = message('d', Buffer.concat([Buffer.alloc(100_000), query('not a statement')]));
  expect(read([startup, copied, query('SELECT 1')])).toEqual([{ operation: 'Query', text: 'SELECT 1' }]);
});

test('survives any bytes', () => {
  fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 64 })), writes => Array.isArray(read(writes.map(bytes => Buffer.from(bytes))))), {
    seed: 7, numRuns: 2000,
  });
});

test('says where in the write a statement stands, and what to send in its place', () => {
  const bytes = Buffer.concat([startup, query('DROP TABLE t'), parse('named', 'DELETE FROM t'), query('COMMIT')]);
  const [first, second] = newReader('postgres').reader.read(bytes);
  expect(bytes.subarray(first!.start, first!.end)).toEqual(query('DROP TABLE t'));
  expect(bytes.subarray(second!.start, second!.end)).toEqual(parse('named', 'DELETE FROM t'));
  expect(read([startup, first!.refusal(), second!.refusal()])).toEqual([
    { operation: 'Query', text: 'SELECT "refused by serverless guard"' }, { operation: 'Parse', text: 'SELECT "refused by serverless guard"' },
  ]);
  expect(second!.refusal().subarray(5).toString()).toMatch(/^named\0/);
});

test('holds a statement from its first byte on, and nothing else', () => {
  const { reader } = newReader('postgres');
  const bytes = query('DROP TABLE t');
  const begin = startup.length + bind.length;
  reader.read(Buffer.concat([startup, bind, bytes.subarray(0, 7)]));
  expect(reader.heldFrom).toBe(begin);
  expect(reader.read(bytes.subarray(7)).map(({ start, end }) => [start, end])).toEqual([[begin, begin + bytes.length]]);
  expect(reader.heldFrom).toBe(begin + bytes.length);
});

test('steps over COPY data, function calls and what else holds no statement', () => {
  const functionCall = message('F', Buffer.concat([code(1), Buffer.alloc(6)]));
  const copied = message('d', text("1\t'; DROP TABLE t"));
  expect(read([startup, functionCall, query('COPY t FROM STDIN'), copied, message('c', Buffer.alloc(0)), message('X', Buffer.alloc(0))])).toEqual([
    { operation: 'Query', text: 'COPY t FROM STDIN' },
  ]);
});

test('a statement beyond the bound passes, and is told', () => {
  const { reader, failures } = newReader('postgres');
  const head = Buffer.alloc(5);
  head.write('Q');
  head.writeUInt32BE(17 * 1024 * 1024, 1);
  expect(reader.read(Buffer.concat([startup, head, Buffer.alloc(100)]))).toEqual([]);
  expect(reader.heldFrom).toBe(startup.length + 105);
  expect(failures).toEqual([expect.stringContaining('is not inspected')]);
});

test('leaves a connection alone that it does not understand', () => {
  const { reader, failures } = newReader('postgres');
  reader.read(Buffer.concat([startup, Buffer.from([0x16, 3, 1, 0, 5, 1])]));
  expect([reader.isOver, failures.length]).toEqual([true, 1]);
  expect(reader.read(query('SELECT 1'))).toEqual([]);
});
