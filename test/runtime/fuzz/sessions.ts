/* eslint-disable no-bitwise -- lengths as bytes */
import fc from 'fast-check';
import type { WireName } from '../../../runtime/node/sinks/wire/recognise';
import { and, bind, element, equal, ldapMessage, search, substrings } from '../sinks/wire/ldap-messages';

/** Numbers in the byte order of a protocol. */
const be32 = (value: number): Buffer => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value]);
const le32 = (value: number): Buffer => be32(value).reverse();
const zero = Buffer.alloc(1);

const withLength = (type: string, body: Buffer): Buffer => Buffer.concat([Buffer.from(type), be32(body.length + 4), body]);
const packet = (sequence: number, body: Buffer): Buffer => Buffer.concat([le32(body.length).subarray(0, 3), Buffer.from([sequence]), body]);
const tds = (type: number, body: Buffer): Buffer => Buffer.concat([Buffer.from([type, 1, (body.length + 8) >> 8, (body.length + 8) & 0xff, 0, 0, 1, 0]), body]);
const bson = (...fields: Buffer[]): Buffer => {
  const body = Buffer.concat([...fields, zero]);
  return Buffer.concat([le32(body.length + 4), body]);
};
const field = (kind: number, name: string, value: Buffer): Buffer => Buffer.concat([Buffer.from([kind]), Buffer.from(`${name}\0`), value]);
const stringValue = (text: string): Buffer => Buffer.concat([le32(Buffer.byteLength(text) + 1), Buffer.from(`${text}\0`)]);
const mongoMessage = (document: Buffer): Buffer => Buffer.concat([le32(16 + 5 + document.length), le32(1), le32(0), le32(2013), le32(0), zero, document]);
const redisCommand = (words: readonly string[]): Buffer => Buffer.from(`*${words.length}\r\n${words.map(word => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`);

/** A length-prefixed login, as the driver of each protocol opens with. */
const OPENINGS: Readonly<Record<WireName, Buffer>> = {
  postgres: withLength('', Buffer.concat([be32(196608), Buffer.from('user\0app\0\0')])),
  mysql: packet(1, Buffer.concat([Buffer.from([0x0d, 0xa2, 0xff, 1, 0, 0, 0, 1, 0x2d]), Buffer.alloc(23), Buffer.from('app\0')])),
  sqlserver: tds(0x12, Buffer.from([0, 0, 6, 0, 6, 0xff, 16, 0, 0, 0, 0, 0])),
  mongodb: mongoMessage(bson(field(16, 'hello', le32(1)))),
  redis: redisCommand(['PING']),
  ldap: ldapMessage(1, bind('cn=app,dc=shop')),
  smtp: Buffer.from('EHLO mail\r\n'),
  memcached: Buffer.from('version\r\n'),
};

/** A login, then every kind of message with this text. */
export function soundSession(name: WireName, content: string): Buffer {
  return Buffer.concat([OPENINGS[name], ...MESSAGES[name].map(build => build(content))]);
}

/** Messages with a text in them, the interesting ones and others. */
const MESSAGES: Readonly<Record<WireName, ReadonlyArray<(text: string) => Buffer>>> = {
  postgres: [
    text => withLength('Q', Buffer.from(`${text}\0`)), text => withLength('P', Buffer.from(`name\0${text}\0\0\0`)), text => withLength('d', Buffer.from(text)),
    text => withLength('B', Buffer.from(`\0\0${text}`)), () => withLength('S', Buffer.alloc(0)), text => withLength('Q', Buffer.from(text)),
  ],
  mysql: [
    text => packet(0, Buffer.from(`\x03${text}`)), text => packet(0, Buffer.from(`\x16${text}`)), text => packet(0, Buffer.from(`\x17${text}`)),
    text => packet(7, Buffer.from(text)), () => packet(0, Buffer.alloc(0)),
  ],
  sqlserver: [
    text => tds(1, Buffer.concat([Buffer.from([22, 0, 0, 0, 18, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]), Buffer.from(text, 'utf16le')])),
    text => tds(3, Buffer.concat([Buffer.from([22, 0, 0, 0, 18, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0xff, 0xff, 10, 0, 0, 0, 0, 0]), Buffer.from(text, 'utf16le')])),
    text => tds(7, Buffer.from(text)), text => tds(6, Buffer.from(text)),
  ],
  mongodb: [
    text => mongoMessage(bson(field(2, 'find', stringValue('orders')), field(3, 'filter', bson(field(2, '$where', stringValue(text)))), field(2, '$db', stringValue('shop')))),
    text => mongoMessage(bson(field(2, 'find', stringValue(text)), field(3, 'filter', bson(field(3, text.replaceAll('\0', ''), bson(field(2, '$ne', stringValue(text)))))))),
    text => mongoMessage(bson(field(5, 'bytes', Buffer.concat([le32(Buffer.byteLength(text)), zero, Buffer.from(text)])))),
    text => mongoMessage(bson(field(4, 'pipeline', bson(field(3, '0', bson(field(13, '$function', stringValue(text)))))))),
  ],
  redis: [
    text => redisCommand(['EVAL', text, '0']), text => redisCommand(['SET', 'key', text]), text => Buffer.from(`EVAL "${text}" 0\r\n`), text => redisCommand(['SCRIPT', 'LOAD', text]),
  ],
  ldap: [
    text => ldapMessage(2, search('dc=shop', equal('uid', text))), text => ldapMessage(3, search(text, and(equal('uid', 'e'), substrings('cn', [0x81, text])))),
    text => ldapMessage(4, element(0x4a, text)), text => ldapMessage(5, bind(text)), () => ldapMessage(6, Buffer.from([0x42, 0])),
  ],
  smtp: [
    text => Buffer.from(`MAIL FROM:<a@b>\r\nRCPT TO:<${text}>\r\n`), text => Buffer.from(`DATA\r\nSubject: ${text}\r\n\r\nbody ${text}\r\n.\r\n`), text => Buffer.from(`BDAT ${text.length}\r\n${text}`),
    () => Buffer.from('DATA\r\nRSET\r\n'), text => Buffer.from(`DATA\r\n${text}\r\n.\r\nQUIT\r\n`),
  ],
  memcached: [
    text => Buffer.from(`get ${text}\r\n`), text => Buffer.from(`set key 0 0 ${Buffer.byteLength(text)}\r\n${text}\r\n`), text => Buffer.from(`set ${text} 0 0 9\r\ne\r\nget e\r\n`),
    text => Buffer.from(`ms key ${text.length}\r\n${text}`),
  ],
};

/** How a message is broken. */
type Harm = readonly [kind: 'none' | 'cut' | 'flip' | 'insert' | 'huge' | 'negative' | 'repeat', at: number, value: number];
const harm: fc.Arbitrary<Harm> = fc.tuple(fc.constantFrom('none', 'none', 'cut', 'flip', 'insert', 'huge', 'negative', 'repeat'), fc.nat(400), fc.nat(255));

function harmed(bytes: Buffer, [kind, place, value]: Harm): Buffer {
  const at = bytes.length === 0 ? 0 : place % bytes.length;
  switch (kind) {
    case 'none': return bytes;
    case 'cut': return bytes.subarray(0, at);
    case 'flip': return Buffer.concat([bytes.subarray(0, at), Buffer.from([value]), bytes.subarray(at + 1)]);
    case 'insert': return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(value % 9, value), bytes.subarray(at)]);
    case 'huge': return Buffer.concat([bytes.subarray(0, at), Buffer.from([0x7f, 0xff, 0xff, 0xff]), bytes.subarray(at + 4)]);
    case 'negative': return Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff, 0xff, 0xff, 0xff]), bytes.subarray(at + 4)]);
    case 'repeat': return Buffer.concat([bytes, bytes]);
  }
}

const text = fc.oneof(fc.constant('SELECT 1'), fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 40 }), fc.constant('x'.repeat(70_000)));

/** A session whose messages are sound or broken, in writes of any size. */
export function session(name: WireName): fc.Arbitrary<Buffer[]> {
  const message = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...MESSAGES[name]), text, harm).map(([build, content, how]) => harmed(build(content), how)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 64 }).map(bytes => Buffer.from(bytes)) },
  );
  const opening = harm.map(([kind, at, value]) => harmed(OPENINGS[name], value % 4 === 0 ? [kind, at, value] : ['none', 0, 0]));
  const bytes = fc.tuple(opening, fc.array(message, { maxLength: 8 })).map(([first, rest]) => Buffer.concat([first, ...rest]));
  return fc.tuple(bytes, fc.array(fc.nat(), { maxLength: 12 })).map(([whole, cuts]) => parted(whole, cuts));
}

function parted(whole: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set(cuts.map(cut => cut % (whole.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((start, index) => whole.subarray(start, places[index] ?? whole.length));
}
