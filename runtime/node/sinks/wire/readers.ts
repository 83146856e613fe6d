import { LdapReader } from './ldap';
import { MemcachedReader } from './memcached';
import { MongoDbReader } from './mongodb';
import { MySqlReader } from './mysql';
import { PostgresReader } from './postgres';
import type { ConnectionReader, ReaderTools } from './protocol';
import type { WireName } from './recognise';
import { RedisReader } from './redis';
import { SmtpReader } from './smtp';
import { TdsReader } from './tds';

/** The readers of all protocols; bundled to a file of its own, which only functions with such a connection read. */
const READERS = {
  postgres: PostgresReader,
  mysql: MySqlReader,
  sqlserver: TdsReader,
  mongodb: MongoDbReader,
  redis: RedisReader,
  ldap: LdapReader,
  smtp: SmtpReader,
  memcached: MemcachedReader,
} as const satisfies Record<WireName, new (tools: ReaderTools) => ConnectionReader>;

/** A reader for a connection that has just begun. */
export function createReader(name: WireName, tools: ReaderTools): ConnectionReader {
  return new READERS[name](tools);
}
