import { soundSession } from './sessions';
import { toolsFor } from './targets';
import { Connection } from '../../../runtime/node/sinks/wire/connection';
import type { WireName } from '../../../runtime/node/sinks/wire/recognise';

const WIRES: readonly WireName[] = ['postgres', 'mysql', 'sqlserver', 'mongodb', 'redis', 'ldap', 'smtp', 'memcached'];

const tools = toolsFor(false, []);

/** Bytes that are copied and characters that are read while a session is written, `size` bytes at a time. */
function workOf(name: WireName, session: Buffer, size: number): number {
  const concat = jest.spyOn(Buffer, 'concat');
  const copy = jest.spyOn(Buffer.prototype, 'copy');
  const toString = jest.spyOn(Buffer.prototype, 'toString');
  const connection = Connection.open(tools, name, Buffer.alloc(0))!;
  for (let at = 0; at < session.length && !connection.isOver; at += size) connection.write(session.subarray(at, at + size), false);
  const sum = (work: readonly number[]): number => work.reduce((total, one) => total + one, 0);
  const made = [...concat.mock.results, ...toString.mock.results].map(({ value }) => (value as Buffer | string).length);
  const work = sum(made) + sum(copy.mock.results.map(({ value }) => value as number));
  jest.restoreAllMocks();
  return work;
}

/** A driver may hand over a long statement in small parts: each byte may be copied a few times, not once for every part. */
test.each(WIRES)('%s: the work grows with the session, not with its square', name => {
  for (const text of ['x', '\r\n', "'"]) {
    const session = soundSession(name, text.repeat(20_000));
    expect(workOf(name, session, 7)).toBeLessThan(16 * session.length);
  }
});

/** Beginnings of messages that never end. */
test.each([
  ['redis', 'EVAL "'], ['redis', '*'], ['redis', '*1\r\n$'], ['redis', '*1\r\n$9999999\r\n'], ['postgres', 'Q\x00\x0f\xff\xff'], ['mysql', '\xff\xff\x7f\x00\x03'],
  ['ldap', '\x30\x84\x00\xff\xff\xff\x02\x01\x01\x63'], ['smtp', 'DATA\r\nSubject: a\r\n'], ['smtp', 'DATA\r\n\r\n'], ['memcached', 'get a'], ['memcached', 'set a 0 0 99999\r\n'],
  ['mongodb', '\xff\xff\x7f\x00\0\0\0\0\0\0\0\0\xdd\x07\0\0'], ['sqlserver', '\x01\x00\xff\xff\0\0\x01\0'],
] as const)('%s: what begins with %j and never ends costs its length a few times at most', (name, beginning) => {
  const session = Buffer.concat([soundSession(name, ''), Buffer.from(beginning, 'latin1'), Buffer.alloc(60_000, '7')]);
  expect(workOf(name, session, 5)).toBeLessThan(16 * session.length);
});

test('redis: arguments that come one by one are read once', () => {
  const session = Buffer.from(`*3003\r\n$4\r\nEVAL\r\n$8\r\nreturn 1\r\n$4\r\n3000\r\n${'$3\r\nkey\r\n'.repeat(3000)}`);
  /* Each write brings the beginning of the next length, which is asked for again. */
  expect(workOf('redis', session, 9)).toBeLessThan(16 * session.length);
});
