import { elementAt } from './ber';
import { hasFlag } from './flags';

/** The protocols whose statements are read, by the name of their sink. */
export type WireName = 'postgres' | 'mysql' | 'sqlserver' | 'mongodb' | 'redis' | 'ldap' | 'smtp' | 'memcached';

/** Whether a client that starts with these bytes speaks a protocol; undefined while they are too few to tell. */
type Test = (start: Buffer) => boolean | undefined;

/**
 * Startup, or a request for encryption. Behind a startup's version stands the name of a parameter: Kafka's third kind of
 * request would look alike but for it.
 */
const postgres: Test = start => {
  if (start[0] !== 0 || (start.length > 1 && start[1] !== 0)) return false;
  if (start.length < 8) return undefined;
  const length = start.readUInt32BE(0);
  if (ENCRYPTION_REQUESTS.includes(start.readUInt32BE(4))) return length === 8;
  if (start.readUInt16BE(4) !== 3 || length < 9 || length > 10_000) return false;
  return start.length < 9 ? undefined : isLetter(start[8]);
};
/** Codes in place of a version: for TLS, for GSS. */
const ENCRYPTION_REQUESTS: readonly number[] = [80877103, 80877104];

/** The server speaks first, so that a login has number 1, or 2 after a request for TLS; its 19 reserved bytes are zero. */
const mysql: Test = start => {
  if (start.length < 4) return start.length < 3 || start[2] === 0 ? undefined : false;
  if (start[2] !== 0 || (start[3] !== 1 && start[3] !== 2) || start.readUInt16LE(0) < 32) return false;
  if (start.length < 36) return undefined;
  return hasFlag(start[5], PROTOCOL_41) && start.subarray(13, 32).every(byte => byte === 0);
};
const PROTOCOL_41 = 0x02;

/** A pre-login, or a login where TLS came before; MQTT begins with the same byte as a login. */
const sqlserver: Test = start => {
  if (start[0] !== 0x12 && start[0] !== 0x10) return false;
  if (start.length < 16) return undefined;
  const length = start.readUInt16BE(2);
  if (start[1] > 1 || length < 16 || start.readUInt16BE(4) !== 0 || start[6] > 1 || start[7] !== 0) return false;
  return start[0] === 0x12 ? start[8] === 0 : start[15] >= 0x70 && start[15] <= 0x74;
};

/** A message, or the older query of a handshake; both begin as requests that answer none. */
const mongodb: Test = start => {
  if (start.length < 4) return start.length < 3 || start[2] === 0 ? undefined : false;
  if (start[2] !== 0 || start[3] !== 0 || start.readUInt16LE(0) < 16) return false;
  if (start.length < 16) return undefined;
  const kind = start.readInt32LE(12);
  return start.readInt32LE(8) === 0 && (kind === 2013 || kind === 2004);
};

/** A command in array form; a command in a line only where no other protocol has such a line. */
const redis: Test = start => {
  if (start[0] === 0x2a) return start.length < 8 ? undefined : ARRAY.test(start.toString('latin1', 0, 16));
  return INLINE.test(start.toString('latin1', 0, 128));
};
const ARRAY = /^\*\d{1,7}\r\n\$\d/;
/** Capitals: Memcached has `get key`. No slash: HTTP has `GET /path`. */
const INLINE = /^(?:PING|(?:GET|DEL|INCR|SELECT) [^\s/]+|SET [^\s/]+ [^\r\n]+|EVAL ["'][^\r\n]+)\r?\n/;

/** A message: its number, then one of the requests that a client begins with. SNMP has a text where the request stands. */
const ldap: Test = start => {
  if (start[0] !== 0x30) return false;
  const message = elementAt(start, 0);
  const id = message && elementAt(start, message.start);
  if (id && (id.tag !== 0x02 || id.end > id.start + 4)) return false;
  const request = id && elementAt(start, id.end);
  if (!request) return start.length < LONGEST_LDAP_HEAD ? undefined : false;
  return LDAP_REQUESTS.includes(request.tag) && request.end <= message.end;
};
/** Bind, search, modify, add, delete, rename, compare, and extended ones such as the request for TLS. */
const LDAP_REQUESTS: readonly number[] = [0x60, 0x63, 0x66, 0x68, 0x4a, 0x6c, 0x6e, 0x77];
const LONGEST_LDAP_HEAD = 18;

/** A client of either protocol writes whole lines. */
const smtp: Test = start => GREETING.test(start.toString('latin1', 0, 260));
const GREETING = /^(?:EHLO|HELO|LHLO) [^\s]{1,255}\r?\n/i;
const memcached: Test = start => CACHE_COMMAND.test(start.toString('latin1', 0, 600));
/** Small letters, and more than the verb: beanstalkd has `delete 5`. */
const CACHE_COMMAND = /^(?:version|gets? [^\r\n]+|(?:set|add|replace|append|prepend|cas) [^\s]+ \d+ -?\d+ \d+[^\r\n]*|(?:incr|decr) [^\s]+ \d+|delete [^\s]*[^\d\s][^\s]*|m[agsd] [^\r\n]+)\r?\n/;

const TESTS: ReadonlyArray<readonly [WireName, Test]> = [
  ['postgres', postgres], ['mysql', mysql], ['sqlserver', sqlserver], ['mongodb', mongodb], ['redis', redis], ['ldap', ldap], ['smtp', smtp], ['memcached', memcached],
];

/** The protocol of a client that starts with these bytes: `other` where it is none of ours, undefined while they are too few to tell. */
export function recognise(start: Buffer): WireName | 'other' | undefined {
  let isUndecided = false;
  for (const [name, test] of TESTS) {
    const answer = test(start);
    if (answer) return name;
    isUndecided ||= answer === undefined;
  }
  return isUndecided ? undefined : 'other';
}

function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || byte === 0x5f;
}
