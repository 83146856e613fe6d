import { cuts, newReader, read, readBytewise } from './reading';

const command = (...args: readonly string[]): Buffer => Buffer.from(`*${args.length}\r\n${args.map(arg => `$${Buffer.byteLength(arg)}\r\n${arg}\r\n`).join('')}`);

const SESSION = Buffer.concat([
  command('HELLO', '3'), command('SET', 'a', 'EVAL\r\n*1\r\n$8\r\nFLUSHALL\r\n'), command('eval', "return 'ü'", '0'), command('MSET', 'a', '1', 'b', '2'), command('SCRIPT', 'load', 'return 2'),
  command('FUNCTION', 'LOAD', 'REPLACE', '#!lua name=x'), command('config', 'SET', 'dir', '/tmp', 'more'), Buffer.from('PING\r\nGET a\r\n'), command('EVALSHA', 'abc', '0'), command('FlushAll'),
]);
const STATEMENTS = [
  { operation: 'EVAL', text: "return 'ü'" }, { operation: 'SCRIPT LOAD', text: 'return 2' }, { operation: 'FUNCTION LOAD', text: '#!lua name=x' },
  { operation: 'CONFIG', text: 'config SET dir /tmp' }, { operation: 'inline command', text: 'PING\r\nGET a\r\n' }, { operation: 'FLUSHALL', text: 'FlushAll' },
];
/** Lines may be read one by one where they come so. */
const joined = (found: ReturnType<typeof read>) => found.reduce<ReturnType<typeof read>>((all, next) => {
  const last = all.at(-1);
  if (last?.operation !== 'inline command' || next.operation !== 'inline command') return [...all, next];
  return [...all.slice(0, -1), { ...last, text: last.text + next.text }];
}, []);

test.each(cuts(SESSION))('reads what is executed when the writes part at byte %i', at => {
  expect(joined(read([SESSION.subarray(0, at), SESSION.subarray(at)], newReader('redis').reader))).toEqual(STATEMENTS);
});

test('reads it from writes of single bytes, though the driver uses its memory again', () => {
  expect(joined(readBytewise(SESSION, newReader('redis').reader))).toEqual(STATEMENTS);
});

test('data is neither held nor read', () => {
  const { reader } = newReader('redis');
  const set = command('SET', 'key', 'x'.repeat(100_000));
  expect(read([set.subarray(0, 5000)], reader)).toEqual([]);
  expect(reader.heldFrom).toBe(5000);
  expect(read([set.subarray(5000), command('EVAL', 'return 1', '0')], reader)).toEqual([{ operation: 'EVAL', text: 'return 1' }]);
});

test('a script is held from its first byte on', () => {
  const { reader } = newReader('redis');
  const script = command('EVAL', 'return 1', '0');
  reader.read(Buffer.concat([command('PING'), script.subarray(0, script.length - 3)]));
  expect(reader.heldFrom).toBe(command('PING').length);
});

test('in place of a command goes one that no server has; behind lines the connection ends', () => {
  const [script, lines] = newReader('redis').reader.read(Buffer.concat([command('EVAL', 'return 1', '0'), Buffer.from('GET a\r\nFLUSHALL\r\n')]));
  expect(script!.refusal()).toEqual(command('REFUSED-BY-SERVERLESS-GUARD'));
  expect(lines!.refusal().toString()).toBe('REFUSED-BY-SERVERLESS-GUARD\r\nQUIT\r\n');
});

test.each(['*x\r\n$1\r\na\r\n', `*3\r\n$4\r\nEVAL\r\n$${'9'.repeat(40)}`, `*${'1'.repeat(40)}`, 'x'.repeat(70_000)])('leaves a connection alone that it does not understand: %#', bytes => {
  const { reader, failures } = newReader('redis');
  reader.read(Buffer.from(bytes.padEnd(100)));
  expect([reader.isOver, failures.length]).toEqual([true, 1]);
});

test('a script beyond the bound passes, and is told', () => {
  const { reader, failures } = newReader('redis');
  expect(read([Buffer.from('*3\r\n$4\r\nEVAL\r\n$20000000\r\nreturn 1')], reader)).toEqual([]);
  expect(failures).toEqual([expect.stringContaining('is not inspected')]);
  expect(reader.heldFrom).toBeGreaterThan(20);
});
