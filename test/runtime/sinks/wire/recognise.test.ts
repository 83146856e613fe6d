import fc from 'fast-check';
import { newReader } from './reading';
import { recognise, type WireName } from '../../../../runtime/node/sinks/wire/recognise';

const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex');
const zeros = (count: number): string => '00'.repeat(count);
const FIXED = { seed: 20_250_117, numRuns: 3_000 };

const OURS: ReadonlyArray<readonly [string, WireName, Buffer]> = [
  ['PostgreSQL: a startup', 'postgres', Buffer.concat([hex('00000013 00030000'), Buffer.from('user\0app\0\0')])],
  ['PostgreSQL: a request for TLS', 'postgres', hex('00000008 04d2162f')],
  ['PostgreSQL: a request for GSS encryption', 'postgres', hex('00000008 04d21630')],
  ['MySQL: a login', 'mysql', Buffer.concat([hex(`2a0000 01 0da2ff01 00000001 2d ${zeros(23)}`), Buffer.from('guard\0\0\0\0\0')])],
  ['MySQL: a request for TLS', 'mysql', hex(`200000 01 0daaff01 00000001 2d ${zeros(23)}`)],
  ['MySQL: the login behind it', 'mysql', hex(`2a0000 02 0daaff01 00000001 2d ${zeros(33)}`)],
  ['MariaDB: extended capabilities', 'mysql', hex(`2a0000 01 0ca2ff01 00000001 2d ${zeros(19)} 1d000000 ${zeros(10)}`)],
  ['SQL Server: a pre-login', 'sqlserver', hex('12 01 002f 0000 01 00 00001a000601002000010200210001ff')],
  ['SQL Server: a login behind TLS', 'sqlserver', hex('10 01 00a0 0000 01 00 98000000 04000074 00100000')],
  ['MongoDB: a message', 'mongodb', hex('3d000000 01000000 00000000 dd070000 00000000 00')],
  ['MongoDB: the older handshake', 'mongodb', hex('3d010000 01000000 00000000 d4070000 00000000')],
  ['Redis: a command', 'redis', Buffer.from('*2\r\n$5\r\nHELLO\r\n$1\r\n3\r\n')],
  ['LDAP: a bind', 'ldap', hex('30 0c 02 01 01 60 07 02 01 03 04 00 80 00')],
  ['LDAP: a bind with longer lengths', 'ldap', hex('30 84 00000012 02 01 01 60 84 00000009 02 01 03 04 02 6362 80 00')],
  ['LDAP: a search', 'ldap', hex('30 25 02 01 07 63 20 04 00 0a 01 00 0a 01 00 02 01 00 02 01 00 01 01 00 87 0b 6f626a656374436c617373 30 00')],
  ['LDAP: a request for TLS', 'ldap', hex('30 1d 02 01 01 77 18 80 16 312e332e362e312e342e312e313436362e3230303337')],
  ['SMTP: a line with a name', 'smtp', Buffer.from('EHLO [127.0.0.1]\r\n')],
  ['LMTP: a line with a name', 'smtp', Buffer.from('LHLO mail\r\n')],
  ['Memcached: a line', 'memcached', Buffer.from('get key\r\n')],
  ['Memcached: a line with data behind', 'memcached', Buffer.from('set key 0 0 3\r\nabc\r\n')],
  ['Memcached: a line of the newer kind', 'memcached', Buffer.from('mg key v\r\n')],
  ['Redis: a line', 'redis', Buffer.from('PING\r\n')],
  ['Redis: a line with a key', 'redis', Buffer.from('GET product:1\r\n')],
];

test.each(OURS)('%s', (_, name, bytes) => {
  expect(recognise(bytes)).toBe(name);
});

test.each(OURS.filter(([name]) => !name.includes('a line')))('%s: a part of it stays undecided, and the whole is read', (_, name, bytes) => {
  for (let length = 1; length < bytes.length; length++) expect([undefined, name]).toContain(recognise(bytes.subarray(0, length)));
  const { reader, failures } = newReader(name);
  reader.read(bytes);
  expect(failures).toEqual([]);
});

const OTHERS: ReadonlyArray<readonly [string, Buffer]> = [
  ['HTTP', Buffer.from('GET /items/1 HTTP/1.1\r\nHost: x\r\n\r\n')], ['HTTP without version', Buffer.from('GET /\r\n')], ['HTTP, POST', Buffer.from('POST / HTTP/1.1\r\n')],
  ['HTTP, a proxy\'s target', Buffer.from('GET http://host/x HTTP/1.1\r\n')], ['HTTP, OPTIONS', Buffer.from('OPTIONS * HTTP/1.1\r\n')], ['HTTP, CONNECT', Buffer.from('CONNECT a:443 HTTP/1.1\r\n')],
  ['HTTP/2', Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')], ['a TLS hello', hex('16 0301 0200 010001fc 0303 0102030405')], ['a small TLS hello', hex('16 0303 0001 01')],
  ['SMTP\'s answer', Buffer.from('250 EHLO mail\r\n')], ['FTP', Buffer.from('USER a\r\n')], ['POP3', Buffer.from('CAPA\r\n')], ['IMAP', Buffer.from('a1 CAPABILITY\r\n')], ['IRC', Buffer.from('NICK a\r\n')],
  ['AMQP 0.9', Buffer.from('AMQP\0\0\x09\x01')], ['AMQP 1.0', Buffer.from('AMQP\0\x01\0\0')], ['MQTT', hex('10 25 0004 4d515454 04 02 003c 0019 61626364')], ['STOMP', Buffer.from('CONNECT\naccept-version:1.2\n\n\0')],
  ['NATS', Buffer.from('CONNECT {}\r\nPING\r\n')], ['Beanstalkd', Buffer.from('delete 5\r\n')], ['Beanstalkd, put', Buffer.from('put 0 0 60 5\r\nhello\r\n')], ['Memcached, binary', hex('80 00 0003 00 00 0000 00000003 00000000')],
  ['Kafka: versions', hex('00000014 0012 0003 00000001 0006 636c69656e74')], ['Kafka: metadata', hex('0000001a 0003 0000 00000001 0006 636c69656e74 00000000')],
  ['Cassandra: options', hex('04 00 0000 05 00000000')], ['Cassandra: startup', hex('04 00 0001 01 00000016 0001 000b 43514c5f56455253494f4e')], ['ZooKeeper', hex('0000002c 00000000 0000000000000000 00007530')],
  ['SNMP', hex('30 26 02 01 01 04 06 7075626c6963 a0 19 02 01 01 02 01 00')], ['an answer of LDAP', hex('30 0c 02 01 01 61 07 0a 01 00 04 00 04 00')], ['SSH', Buffer.from('SSH-2.0-x\r\n')], ['DNS', hex('001d abcd 0100 0001 0000 0000 0000 0377')],
  ['Oracle', hex('00c8 0000 01 00 0000 013e 012c 0c41 2000')], ['a PROXY line', Buffer.from('PROXY TCP4 1.1.1.1 2.2.2.2 1 2\r\n')], ['gob of zeros', Buffer.alloc(64)], ['PostgreSQL: a request to cancel', hex('00000010 04d2162e 00000001 00000002')],
  ['an older PostgreSQL', Buffer.concat([hex('00000128 00020000'), Buffer.alloc(288)])], ['a line of text', Buffer.from('hello world\n')], ['JSON', Buffer.from('{"a":1}')], ['a list', Buffer.from('* one\n* two\n')],
];

test.each(OTHERS)('%s is none of ours, whichever part of it comes first', (_, bytes) => {
  expect(recognise(bytes)).toBe('other');
  for (let length = 1; length < bytes.length; length++) expect([undefined, 'other']).toContain(recognise(bytes.subarray(0, length)));
});

test('text is never taken but for Redis\'s own beginnings, and is decided at once', () => {
  fc.assert(fc.property(fc.string({ minLength: 16, maxLength: 80 }), text => {
    fc.pre(!/^(?:\*|PING\r?\n|GET |DEL |INCR |SELECT |SET |EVAL |EHLO |HELO |LHLO |version\r?\n|gets? |m[agsd] )/i.test(text) && /^[\x20-\x7e]/.test(text));
    expect(recognise(Buffer.from(text))).toBe('other');
  }), FIXED);
});

test('TLS records are never taken', () => {
  const rest40 = fc.uint8Array({ minLength: 40, maxLength: 80 });
  fc.assert(fc.property(fc.integer({ min: 0x14, max: 0x17 }), fc.integer({ min: 0, max: 4 }), rest40, (type, minor, rest) => {
    expect(recognise(Buffer.concat([Buffer.from([type, 3, minor]), rest]))).toBe('other');
  }), FIXED);
});

test('random bytes are hardly ever taken', () => {
  let taken = 0;
  fc.assert(fc.property(fc.uint8Array({ minLength: 40, maxLength: 80 }), bytes => {
    if (recognise(Buffer.from(bytes)) !== 'other') taken++;
  }), FIXED);
  expect(taken).toBe(0);
});

test.each(['postgres', 'mysql', 'sqlserver', 'mongodb', 'redis', 'ldap', 'smtp', 'memcached'] as const)('%s: a reader survives any bytes, holds no more than it was given and gives each back', name => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.uint8Array({ maxLength: 64 }), fc.constantFrom(...OURS.map(([, , bytes]) => bytes)))), writes => {
    const { reader } = newReader(name);
    let total = 0;
    for (const bytes of writes) {
      total += bytes.length;
      for (const { start, end } of reader.read(Buffer.from(bytes))) expect(start >= 0 && end > start && end <= total).toBe(true);
      if (!reader.isOver) expect(reader.heldFrom >= 0 && reader.heldFrom <= total).toBe(true);
    }
  }), FIXED);
});
