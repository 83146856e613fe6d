import fc from 'fast-check';
import { postgres } from '../../../runtime/node/sinks/wire/postgres';

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

interface Read {
  readonly operation: string;
  readonly text: string;
}

/** What is read from writes of these bytes. */
function read(writes: readonly Buffer[], reader = postgres.createReader()): Read[] {
  return writes.flatMap(bytes => reader.read(bytes).map(({ operation, text: sql }) => ({ operation, text: sql })));
}

test('reads the statements of a session in one write', () => {
  expect(read([SESSION])).toEqual(STATEMENTS);
});

test.each(Array.from(SESSION.keys()))('reads them when the writes part at byte %i', at => {
  expect(read([SESSION.subarray(0, at), SESSION.subarray(at)])).toEqual(STATEMENTS);
});

test('reads them from writes of single bytes, though the driver uses its memory again', () => {
  const reader = postgres.createReader();
  const memory = Buffer.alloc(1);
  const found = [...SESSION].flatMap(byte => {
    memory[0] = byte;
    return read([memory], reader);
  });
  expect(found).toEqual(STATEMENTS);
});

test('reads on in plain text after the server declined encryption', () => {
  expect(read([sslRequest, SESSION])).toEqual(STATEMENTS);
});

test('a statement waits for its last byte', () => {
  const reader = postgres.createReader();
  const bytes = Buffer.concat([startup, query('DROP TABLE t')]);
  expect(read([bytes.subarray(0, -1)], reader)).toEqual([]);
  expect(read([bytes.subarray(-1)], reader)).toEqual([{ operation: 'Query', text: 'DROP TABLE t' }]);
});

test('data that passes is not held and not read', () => {
  const copied = message('d', Buffer.concat([Buffer.alloc(100_000), query('not a statement')]));
  expect(read([startup, copied, query('SELECT 1')])).toEqual([{ operation: 'Query', text: 'SELECT 1' }]);
});

test.each([
  ['a startup', startup, true], ['a request for TLS', sslRequest, true], ['a request for GSS encryption', message('', code(80877104)), true],
  ['three bytes of a startup', startup.subarray(0, 3), undefined], ['nothing', Buffer.alloc(0), undefined],
  ['HTTP', Buffer.from('GET / HTTP/1.1\r\n'), false], ['one letter', Buffer.from('G'), false], ['a TLS hello', Buffer.from([0x16, 3, 1, 0, 5, 1, 0, 0]), false],
  ['zeros', Buffer.alloc(8), false], ['another version', message('', Buffer.concat([code(131072), text('')])), false],
])('recognises %s: %#', (_, bytes, expected) => {
  expect(postgres.recognises(bytes)).toBe(expected);
});

test('survives any bytes', () => {
  fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 64 })), writes => Array.isArray(read(writes.map(bytes => Buffer.from(bytes))))), {
    seed: 7, numRuns: 2000,
  });
});

test('says where in the write a statement stands, and what to send in its place', () => {
  const bytes = Buffer.concat([startup, query('DROP TABLE t'), parse('named', 'DELETE FROM t'), query('COMMIT')]);
  const [first, second] = postgres.createReader().read(bytes);
  expect(bytes.subarray(first!.start, first!.end)).toEqual(query('DROP TABLE t'));
  expect(bytes.subarray(second!.start, second!.end)).toEqual(parse('named', 'DELETE FROM t'));
  expect(read([startup, first!.refusal(), second!.refusal()])).toEqual([
    { operation: 'Query', text: 'SELECT "refused by serverless guard"' }, { operation: 'Parse', text: 'SELECT "refused by serverless guard"' },
  ]);
  expect(second!.refusal().subarray(5).toString()).toMatch(/^named\0/);
});

test('says that a part of a statement has left already', () => {
  const reader = postgres.createReader();
  const bytes = query('DROP TABLE t');
  reader.read(Buffer.concat([startup, bytes.subarray(0, 7)]));
  expect(reader.read(bytes.subarray(7)).map(({ start, end }) => [start, end])).toEqual([[-7, bytes.length - 7]]);
});
