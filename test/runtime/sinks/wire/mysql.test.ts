import { cuts, newReader, read, readBytewise } from './reading';

/** A packet: three bytes of length, a sequence number, the body. */
function packet(sequence: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(4);
  head.writeUIntLE(body.length, 0, 3);
  head[3] = sequence;
  return Buffer.concat([head, body]);
}

const PROTOCOL_41 = 0x200;
const SSL = 0x800;
const COMPRESS = 0x20;
const ZSTD = 0x4000000;

function login(sequence: number, flags: number, rest = Buffer.from('guard\0\0shop\0')): Buffer {
  const fixed = Buffer.alloc(32);
  fixed.writeUInt32LE(flags, 0);
  fixed[8] = 45;
  return packet(sequence, fixed, rest);
}

const command = (code: number, text: string | Buffer): Buffer => packet(0, Buffer.from([code]), Buffer.from(text as string));
const query = (sql: string): Buffer => command(3, sql);
const plainLogin = login(1, PROTOCOL_41);
/** Two attributes: a text and a missing number. */
const ATTRIBUTES = Buffer.concat([Buffer.from([2, 1, 0b10, 1, 0xfe, 0, 4]), Buffer.from('name'), Buffer.from([8, 0, 2]), Buffer.from('id'), Buffer.from([3]), Buffer.from("it'")]);
const SESSION = Buffer.concat([
  plainLogin, packet(3, Buffer.from('an answer to the server\'s question')), query("SELECT 'ü'"), command(0x16, 'SELECT ?'), command(0x17, Buffer.alloc(20)),
  command(3, Buffer.concat([Buffer.from([0, 1]), Buffer.from('SELECT 1')])), command(3, Buffer.concat([ATTRIBUTES, Buffer.from('SELECT 2')])), command(1, ''),
]);
const STATEMENTS = [
  { operation: 'COM_QUERY', text: "SELECT 'ü'" }, { operation: 'COM_STMT_PREPARE', text: 'SELECT ?' },
  { operation: 'COM_QUERY', text: 'SELECT 1' }, { operation: 'COM_QUERY', text: 'SELECT 2' },
];

test.each(cuts(SESSION))('reads the statements of a session when the writes part at byte %i', at => {
  expect(read([SESSION.subarray(0, at), SESSION.subarray(at)], newReader('mysql').reader)).toEqual(STATEMENTS);
});

test('reads them from writes of single bytes, though the driver uses its memory again', () => {
  expect(readBytewise(SESSION, newReader('mysql').reader)).toEqual(STATEMENTS);
});

test('after the request for TLS nothing is read on the socket below it; the whole login above it is', () => {
  const below = newReader('mysql').reader;
  below.read(login(1, PROTOCOL_41 + SSL, Buffer.alloc(0)));
  expect([below.isOver, read([query('SELECT 1')], below)]).toEqual([true, []]);
  expect(read([login(2, PROTOCOL_41 + SSL), query('SELECT 1')], newReader('mysql').reader)).toEqual([{ operation: 'COM_QUERY', text: 'SELECT 1' }]);
});

test.each([COMPRESS, ZSTD])('a compressed connection is told as not covered: %i', flag => {
  const { reader, notCovered, failures } = newReader('mysql');
  reader.read(login(1, PROTOCOL_41 + flag));
  expect([reader.isOver, notCovered, failures]).toEqual([true, ['compressed MySQL connections'], []]);
});

test('a file that the client sends is none of its statements, though its packets count round to zero', () => {
  const { reader } = newReader('mysql');
  const file = Array.from({ length: 300 }, (_, index) => packet((index + 2) % 256, Buffer.from([3]), Buffer.from('SELECT not_a_statement')));
  expect(read([plainLogin, query('LOAD DATA LOCAL INFILE'), ...file, query('SELECT 1')], reader)).toEqual([
    { operation: 'COM_QUERY', text: 'LOAD DATA LOCAL INFILE' }, { operation: 'COM_QUERY', text: 'SELECT 1' },
  ]);
});

test('a statement of several packets passes, and is told', () => {
  const { reader, failures } = newReader('mysql');
  const head = Buffer.from([0xff, 0xff, 0xff, 0, 3]);
  expect(read([plainLogin, head], reader)).toEqual([]);
  expect(reader.heldFrom).toBe(plainLogin.length + head.length);
  expect(failures).toEqual([expect.stringContaining('is not inspected')]);
});

test.each([
  ['a query', query('DROP TABLE t'), 'COM_QUERY'], ['a query with attributes', command(3, Buffer.concat([ATTRIBUTES, Buffer.from('DROP TABLE t')])), 'COM_QUERY'],
  ['a statement to prepare', command(0x16, 'DROP TABLE t'), 'COM_STMT_PREPARE'],
])('in place of %s goes one of the same form, which the server refuses', (_, bytes, operation) => {
  const [statement] = newReader('mysql').reader.read(Buffer.concat([plainLogin, bytes]));
  const refusal = statement!.refusal();
  expect(refusal[3]).toBe(0);
  expect(read([plainLogin, refusal], newReader('mysql').reader)).toEqual([{ operation, text: 'SELECT `refused by serverless guard`' }]);
});

test('the form with attributes stays the form with attributes', () => {
  const [statement] = newReader('mysql').reader.read(Buffer.concat([plainLogin, command(3, Buffer.concat([Buffer.from([0, 1]), Buffer.from('DROP TABLE t')]))]));
  expect([...statement!.refusal().subarray(4, 7)]).toEqual([3, 0, 1]);
});
