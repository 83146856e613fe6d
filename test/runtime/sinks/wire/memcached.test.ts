import { cuts, newReader, read } from './reading';

const lines = (...parts: readonly string[]): Buffer => Buffer.from(parts.map(part => `${part}\r\n`).join(''));

/** What an input comes to in what one write holds. */
function judged(written: Buffer, input: string): string | undefined {
  const { reader } = newReader('memcached');
  const [statement] = reader.read(written);
  return statement?.prepare(statement.text, undefined as never)(input)?.change;
}

test('one command is no more than one: nothing is compared', () => {
  const { reader } = newReader('memcached');
  expect(read([lines('get a b'), lines('set a 0 0 3', 'abc'), lines('set a 0 0 4', 'a\r\nb'), lines('ms k 2', 'hi'), lines('version')], reader)).toEqual([]);
});

test('commands that came together are compared as one', () => {
  expect(read([lines('get a', 'set b 0 0 1', '1', 'delete c')], newReader('memcached').reader)).toEqual([{ operation: 'command lines', text: 'get a\r\nset b 0 0 1\r\n1\r\ndelete c\r\n' }]);
});

test.each([
  ['a key that brings a command', lines('get a', 'delete b'), 'a\r\ndelete b', 'added the line delete b'],
  ['a key that brings data and a command', lines('set a 0 0 1', '1', 'flush_all 0 0 3', 'abc'), 'a 0 0 1\r\n1\r\nflush_all', 'added the line 1\r\nflush_all'],
  ['a value that is longer than the app counted', lines('set a 0 0 2', 'üü', 'flush_all').subarray(0, -2), 'üü\r\nflush_all', undefined],
  ['a value that goes on behind its length', lines('set a 0 0 4', 'üü', 'flush_all'), 'üü\r\nflush_all', 'added the line flush_all'],
  ['a key in another case', lines('get ab', 'delete b'), 'AB\r\nDELETE B', 'added the line delete b'],
  ['a value with lines', lines('set a 0 0 10', 'one\r\ntwo\r\n', 'get a'), 'one\r\ntwo\r\n', undefined],
  ['a value that looks like a command', lines('set a 0 0 15', 'a\r\nset b 0 0 1\r\n', 'get a'), 'a\r\nset b 0 0 1', undefined],
  ['commands of the app\'s', lines('get a', 'get b'), 'a', undefined],
])('%s', (_, written, input, change) => {
  expect(judged(written, input)).toBe(change);
});

const SESSION = Buffer.concat([lines('get a'), lines('set a 0 0 5', 'ab\r\nc'), lines('set big 0 0 70000'), Buffer.alloc(70_002, 'x'), lines('get b', 'get c')]);

test('data is neither held nor read wherever the writes part', () => {
  for (const at of cuts(SESSION)) {
    const { reader, failures } = newReader('memcached');
    reader.read(SESSION.subarray(0, at));
    expect(at - reader.heldFrom).toBeLessThan(20);
    reader.read(SESSION.subarray(at));
    expect([at, reader.heldFrom, reader.isOver, failures]).toEqual([at, SESSION.length, false, []]);
  }
});

test('in place of commands goes one that no server has, behind which the connection ends', () => {
  const [statement] = newReader('memcached').reader.read(lines('get a', 'delete b'));
  expect([statement!.refusal().toString(), statement!.start, statement!.end]).toEqual(['REFUSED-BY-SERVERLESS-GUARD\r\nquit\r\n', 0, 17]);
});

test('leaves a connection alone whose line does not end', () => {
  const { reader, failures } = newReader('memcached');
  reader.read(Buffer.alloc(70_000, 'x'));
  expect([reader.isOver, failures.length]).toEqual([true, 1]);
});
