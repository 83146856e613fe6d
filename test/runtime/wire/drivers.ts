/** One call of a driver's function: the action, and the texts from outside. */
export type Call = readonly [action: string, ...inputs: string[]];

/** A driver with a way to connect, and what is asked of it. */
export interface DriverCase {
  readonly name: string;
  /** The module of the function below `app/`. */
  readonly app: string;
  /** @default 'cjs' */
  readonly format?: 'cjs' | 'esm';
  readonly server: 'postgres' | 'mysql' | 'redis' | 'redisTls' | 'ldap' | 'ldapTls' | 'smtp' | 'smtpTls' | 'memcached' | 'mongodb' | 'sqlserver' | 'sqlserverInner' | 'sqlserverStrict' | 'none';
  /** @default - none */
  readonly environment?: Readonly<Record<string, string>>;
  readonly sink: string;
  readonly detector: 'sql' | 'nosql' | 'ldap' | 'crlf';
  /** Calls that the guard must not change. */
  readonly benign: readonly Call[];
  /** Calls of which one part is refused, and nothing else. */
  readonly attacks: readonly Call[];
  /** What the driver's error says of a refused call. */
  readonly refusal: RegExp;
  /** Something that the guard does not look into: the attacks succeed, and the heartbeat says so. */
  readonly notCovered?: string;
}

const ROWS = "x' OR '1'='1";
const UNION = "x' UNION SELECT 7, name FROM products WHERE '1'='1";
const VALUES = ['widget', "o''brien", 'nobody', 'a -- b', 'SELECT 1; DROP TABLE x', 'ünïcödé'];
const HOSTILE_VALUES = [ROWS, UNION, 'Robert"); DROP TABLE products; --', "\\' OR 1=1 -- "];

const calls = (action: string, inputs: readonly string[]): Call[] => inputs.map(input => [action, input]);

const SQL_BENIGN: readonly Call[] = [
  ...calls('vulnerable', VALUES), ...calls('prepared', ['widget', 'nobody']), ...calls('parameter', [...VALUES, ...HOSTILE_VALUES]), ['wrong'], ['mixed', 'widget'], ['long', 'widget'],
];
const SQL_ATTACKS: readonly Call[] = [['vulnerable', ROWS], ['vulnerable', UNION], ['prepared', "x' OR id > 0 OR name = '"], ['mixed', ROWS], ['long', ROWS]];
const TLS = { DB_TLS: '1' };

const postgres = { server: 'postgres', sink: 'postgres', detector: 'sql', refusal: /refused by serverless guard/ } as const;
const mysql = { server: 'mysql', sink: 'mysql', detector: 'sql', refusal: /refused by serverless guard/ } as const;
const redis = { sink: 'redis', detector: 'nosql', refusal: /refused-by-serverless-guard|EXECABORT|discarded/i } as const;
const mongodb = { server: 'mongodb', sink: 'mongodb', detector: 'nosql', refusal: /refused by serverless guard/ } as const;
const tedious = { sink: 'sqlserver', detector: 'sql', refusal: /refused by serverless guard/ } as const;
const sqlite = { server: 'none', sink: 'sqlite', detector: 'sql', refusal: /refused: input of the event/ } as const;

const PG = {
  ...postgres,
  app: 'pg',
  benign: [...SQL_BENIGN, ['named', 'widget'], ['pooled', 'widget'], ['several', 'widget'], ['cursor', 'widget'], ['transaction', 'widget']],
  attacks: [...SQL_ATTACKS, ['named', ROWS], ['pooled', ROWS], ['several', ROWS], ['cursor', ROWS], ['transaction', ROWS]],
} as const;
const POSTGRES_JS = {
  ...postgres,
  app: 'postgres',
  benign: [...SQL_BENIGN, ['cursor', 'widget'], ['transaction', 'widget']],
  attacks: [...SQL_ATTACKS, ['cursor', ROWS], ['transaction', ROWS]],
} as const;
const MYSQL2 = {
  ...mysql,
  app: 'mysql2',
  benign: [...SQL_BENIGN, ['pooled', 'widget'], ['transaction', 'widget'], ...calls('parameterPrepared', HOSTILE_VALUES)],
  attacks: [...SQL_ATTACKS, ['pooled', ROWS], ['transaction', ROWS], ['vulnerable', "x'; DELETE FROM products; -- "], ['vulnerable', "x' /*! OR 1=1 */ -- "]],
} as const;
const MARIADB = {
  ...mysql,
  app: 'mariadb',
  benign: [...SQL_BENIGN, ['pooled', 'widget'], ...calls('parameterPrepared', HOSTILE_VALUES)],
  attacks: [...SQL_ATTACKS, ['pooled', ROWS]],
} as const;

const LUA = "x') redis.call('SET', 'stolen', '1') return ('y";
const REDIS_BENIGN: readonly Call[] = [
  ['vulnerable', 'widget'], ...calls('parameter', ['widget', LUA, 'FLUSHALL']), ...calls('stored', ['FLUSHALL', LUA, 'a\r\nb']), ['wrong'], ['mixed', 'widget'],
  ['transaction', 'widget'], ['large', 'widget'], ['command', 'PING'], ['command', 'GET', 'a'],
];
const REDIS_ATTACKS: readonly Call[] = [['vulnerable', LUA], ['mixed', LUA], ['transaction', LUA], ['command', 'FLUSHALL'], ['command', 'CONFIG', 'GET']];
const IOREDIS = {
  ...redis,
  app: 'ioredis',
  benign: [...REDIS_BENIGN, ['pipeline', 'widget'], ['inline', 'a'], ['keys', 'x']],
  attacks: [...REDIS_ATTACKS, ['pipeline', LUA], ['inline', 'a\r\nSET stolen 1']],
} as const;
const NODE_REDIS = { ...redis, app: 'redis', benign: REDIS_BENIGN, attacks: REDIS_ATTACKS } as const;

const JAVASCRIPT = "x' || '1'=='1";
const MONGODB = {
  ...mongodb,
  app: 'mongodb',
  benign: [
    ...calls('vulnerable', ['widget', 'two words']), ['own', 'widget'], ...calls('parameter', ['widget', JAVASCRIPT]), ['aggregate', 'widget'], ['stored', JAVASCRIPT], ['changed', JAVASCRIPT],
    ['wrong'], ['mixed', 'widget'], ['transaction', 'widget'],
  ],
  attacks: [['vulnerable', JAVASCRIPT], ['aggregate', "x' }; while(true){}; var y = {'"], ['mixed', JAVASCRIPT], ['transaction', JAVASCRIPT]],
} as const;

const LDAP_VALUES = ['widget', 'nobody', "o'brien", 'ünïcödé', '\\2a', 'wid\\67et'];
const LDAPJS = {
  sink: 'ldap',
  detector: 'ldap',
  refusal: /invalid (?:dn|scope)|0x22/i,
  app: 'ldapjs',
  benign: [
    ...calls('vulnerable', LDAP_VALUES), ...calls('parameter', ['widget', '*', 'w*', '*)(uid=*', 'widget)(|(uid=*)']), ...calls('beginning', ['wid', 'nobody']), ['either', 'widget'], ['everybody', 'x'],
    ...calls('inside', ['widget', 'smith\\, ann']), ...calls('entry', ['uid=widget,ou=people,dc=shop', 'ou=people,dc=shop']), ['compared', 'widget'], ['wrong', 'x'], ['mixed', 'widget'],
  ],
  attacks: [
    ...calls('vulnerable', ['*)(uid=*', 'w*', '*dge*', '*', 'nobody)(|(uid=*)', 'widget)(!(cn=x']), ['either', '*)(uid=*'], ['inside', 'a,uid=widget'], ['compared', 'a,uid=widget'], ['mixed', 'gad*'],
  ],
} as const;
const LDAPTS = {
  ...LDAPJS,
  app: 'ldapts',
  benign: [...LDAPJS.benign, ['login', 'widget'], ['login', 'nobody'], ['renamed', 'widget'], ['root', 'widget']],
  attacks: [...LDAPJS.attacks, ['login', 'a,ou=b'], ['renamed', 'a,uid=widget'], ['root', 'a)(cn=*']],
} as const;

const HEADER = 'hi\r\nBcc: evil@example.com';
const MAIL = ['From: ann@example.com', 'Subject: hello', '', 'one', 'two'].join('\r\n');
const NODEMAILER = {
  sink: 'smtp',
  detector: 'crlf',
  refusal: /refused: input of the event/i,
  app: 'nodemailer',
  benign: [
    ...calls('vulnerable', ['widget', 'ünïcödé', 'a long\r\n subject']), ...calls('composed', ['widget', HEADER]), ...calls('body', ['one\r\ntwo', HEADER, 'one\r\n.\r\nRSET']), ['forwarded', MAIL],
    ['long', 'widget'], ['recipient', 'ann'], ['wrong', 'x'], ['mixed', 'widget'],
  ],
  attacks: [...calls('vulnerable', [HEADER, 'hi\r\n\r\nevil', 'hi\nBcc: evil@example.com']), ['long', HEADER], ['mixed', HEADER]],
} as const;
const SMTP = { ...NODEMAILER, refusal: /refused: input of the event|refused-by-serverless-guard/i, attacks: [...NODEMAILER.attacks, ['recipient', 'ann@example.com>\r\nRCPT TO:<evil']] } as const;

const CACHE_LINES = 'widget\r\nset stolen 0 60 1\r\n1';
const MEMCACHED = {
  server: 'memcached',
  sink: 'memcached',
  detector: 'crlf',
  refusal: /ERROR/,
  app: 'memcached',
  benign: [
    ...calls('vulnerable', ['999998', '999999']), ...calls('inline', ['widget', 'nobody']), ...calls('parameter', ['widget', CACHE_LINES]), ...calls('stored', ['widget', CACHE_LINES, 'ünïcödé\r\nget a']),
    ['counted', CACHE_LINES], ['several', 'widget'], ['large', 'widget'], ['wrong', 'x'], ['mixed', 'widget'],
  ],
  attacks: [['vulnerable', '1\r\n7\r\nset stolen 0 60 1'], ['inline', CACHE_LINES], ['counted', `${'ü'.repeat(15)}\r\ndelete stored`], ['several', CACHE_LINES], ['mixed', CACHE_LINES]],
} as const;

const TEDIOUS = {
  ...tedious,
  app: 'tedious',
  benign: [...calls('vulnerable', VALUES), ['prepared', 'widget'], ['preparedTwice', 'widget'], ...calls('parameter', HOSTILE_VALUES), ['wrong'], ['long', 'widget'], ['longPrepared', 'widget'], ['mixed', 'widget']],
  attacks: [['vulnerable', ROWS], ['prepared', UNION], ['preparedTwice', ROWS], ['long', ROWS], ['longPrepared', ROWS], ['mixed', ROWS]],
} as const;

const SQLITE = { ...sqlite, app: 'sqlite', benign: [...calls('vulnerable', VALUES), ...calls('parameter', HOSTILE_VALUES), ['exec', 'widget'], ['wrong']], attacks: [['vulnerable', ROWS], ['exec', ROWS]] } as const;

export const DRIVERS: readonly DriverCase[] = [
  { name: 'pg', ...PG },
  { name: 'pg, TLS', ...PG, environment: TLS },
  { name: 'postgres.js', ...POSTGRES_JS },
  { name: 'postgres.js, TLS', ...POSTGRES_JS, environment: TLS },
  { name: 'mysql2', ...MYSQL2 },
  { name: 'mysql2, TLS', ...MYSQL2, environment: TLS },
  { name: 'mysql2, compressed', ...MYSQL2, environment: { DB_COMPRESS: '1' }, notCovered: 'compressed MySQL connections' },
  { name: 'mariadb', ...MARIADB },
  { name: 'mariadb, TLS', ...MARIADB, environment: TLS },
  { name: 'ioredis', ...IOREDIS, server: 'redis' },
  { name: 'redis', ...NODE_REDIS, server: 'redis' },
  { name: 'redis, TLS', ...NODE_REDIS, server: 'redisTls', environment: TLS },
  { name: 'ldapts', ...LDAPTS, server: 'ldap' },
  { name: 'ldapts, TLS', ...LDAPTS, server: 'ldapTls', environment: TLS },
  { name: 'ldapts, TLS from later on', ...LDAPTS, server: 'ldap', environment: { DB_TLS: 'later' } },
  { name: 'ldapjs', ...LDAPJS, server: 'ldap' },
  { name: 'ldapjs, TLS', ...LDAPJS, server: 'ldapTls', environment: TLS },
  { name: 'ldapjs, TLS from later on', ...LDAPJS, server: 'ldap', environment: { DB_TLS: 'later' } },
  { name: 'memcached', ...MEMCACHED },
  { name: 'nodemailer, fake server', ...SMTP, server: 'smtp' },
  { name: 'nodemailer, fake server, TLS', ...NODEMAILER, server: 'smtpTls', environment: TLS },
  { name: 'nodemailer, fake server, TLS from later on', ...NODEMAILER, server: 'smtp', environment: { DB_TLS: 'later' } },
  { name: 'mongodb, fake server', ...MONGODB },
  { name: 'tedious, fake server', ...TEDIOUS, server: 'sqlserver', environment: { DB_ENCRYPT: 'false' } },
  { name: 'tedious, fake server, TLS inside', ...TEDIOUS, server: 'sqlserverInner', environment: { DB_ENCRYPT: 'true' } },
  { name: 'tedious, fake server, TLS from the start', ...TEDIOUS, server: 'sqlserverStrict', environment: { DB_ENCRYPT: 'strict' } },
  { name: 'node:sqlite', ...SQLITE },
  { name: 'node:sqlite, by process.getBuiltinModule', ...SQLITE, environment: { SQLITE_LATER: '1' } },
  { name: 'node:sqlite, imported by an ES module', ...SQLITE, app: 'sqlite-imported', format: 'esm', environment: { SQLITE_LATER: '1' } },
];
