/**
 * Runs every driver plain and guarded, bundled and not: `tsx run.ts SETTINGS`, JSON as `install-and-test.mjs` writes it.
 *
 * Prints what fails; the last line is `N passed, N failed`.
 */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { DRIVERS, type Call, type DriverCase } from './drivers';
import { startFunction, type LocalFunction } from '../../../local-runtime';
import { GUARD_ENVIRONMENT, guardFile } from '../../../src/contract/environment';
import { GUARD_LAYER } from '../guard-layer';
import { guardLines } from '../suite/guard-lines';

interface Settings {
  readonly binaries: Readonly<Record<string, string>>;
  readonly nodes: ReadonlyArray<{ readonly name: string; readonly node: string }>;
  /** Where the drivers are installed. */
  readonly cache: string;
  /** Runs only drivers whose name holds this. */
  readonly only?: string;
}

interface Outcome {
  readonly value?: unknown;
  readonly error?: string;
  readonly code?: unknown;
}

interface Answer {
  readonly outcomes: readonly Outcome[];
  readonly findings: ReadonlyArray<ReturnType<typeof guardLines>['findings'][number]>;
  readonly logs: string;
}

const count = { passed: 0, failed: 0 };

async function check(name: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
    count.passed++;
  } catch (error) {
    count.failed++;
    console.log(`FAILED ${name}\n  ${String((error as Error).message).replace(/\n/g, '\n  ')}`);
  }
}

/** A folder with the function's code, beside the drivers. */
function buildCode({ cache }: Settings, { app, format = 'cjs' }: DriverCase, bundled: boolean): string {
  mkdirSync(join(cache, 'functions'), { recursive: true });
  const folder = mkdtempSync(join(cache, 'functions', `${app}-`));
  buildSync({
    stdin: { contents: `import { handlerOf } from './index'; import * as driver from './${app}'; export const handler = handlerOf(driver);`, resolveDir: join(__dirname, 'app') },
    outfile: join(folder, format === 'cjs' ? 'index.js' : 'index.mjs'),
    format,
    bundle: true,
    nodePaths: [join(cache, 'node_modules')],
    packages: bundled ? 'bundle' : 'external',
    /* Optional packages that the drivers only try to load. */
    external: bundled ? ['pg-native', 'mongodb-client-encryption', 'snappy', 'kerberos', '@mongodb-js/zstd', 'socks', 'aws4', '@aws-sdk/*', 'gcp-metadata', 'cloudflare:sockets'] : [],
    platform: 'node',
    target: 'node22',
    logLevel: 'error',
  });
  return folder;
}

async function ask(started: LocalFunction, [action, input, input2]: Call): Promise<Answer> {
  const { payload, error, logs } = await started.invoke({ action, input, input2 });
  if (error) throw new Error(`${action}: the function failed with ${error.errorType}: ${error.errorMessage}\n${logs}`);
  return { outcomes: JSON.parse(payload) as Outcome[], findings: guardLines(logs).findings, logs };
}

/** What the servers need of a function. */
interface Server {
  readonly port: number;
  /** How many refused statements have reached it; undefined where it does not count them. */
  readonly refused?: () => number | Promise<number>;
}

async function runDriver(driver: DriverCase, bundled: boolean, node: Settings['nodes'][number], server: Server, certificate: string, settings: Settings): Promise<void> {
  const where = `${driver.name}, ${bundled ? 'bundled' : 'unbundled'}, ${node.name}`;
  const code = buildCode(settings, driver, bundled);
  const options = { code, handler: 'index.handler', node: node.node, timeoutSeconds: 20 };
  const environment = { DB_PORT: String(server.port), NODE_NO_WARNINGS: '1', NODE_EXTRA_CA_CERTS: certificate, ...driver.environment };
  const plain = await startFunction({ ...options, environment });
  const guarded = await startFunction({
    ...options,
    layers: [GUARD_LAYER],
    environment: { ...environment, NODE_OPTIONS: `--require ${guardFile('preload')}`, [GUARD_ENVIRONMENT.policy]: '{"version":1,"blockedAnswer":"handler"}' },
  });
  const before = count.failed;
  let logs = '';
  for (const call of driver.benign) {
    await check(`${where}: ${call.join(' ')}`, async () => {
      const answer = await ask(guarded, call);
      logs += answer.logs;
      unchanged(answer, await ask(plain, call));
    });
  }
  if (driver.notCovered === undefined) for (const call of driver.attacks) await check(`${where}: attack ${call.join(' ')}`, async () => refused(driver, call, guarded, plain));
  else await check(`${where}: is told as not covered`, async () => equal(logs.split(`"notCovered":"${driver.notCovered}"`).length, 2, logs));
  if (driver.app === 'mongodb') await operators(where, guarded, plain);
  await check(`${where}: a refused statement is sent once`, async () => sentOnce(driver, guarded, server));
  await Promise.all([plain.stop(), guarded.stop()]);
  rmSync(code, { recursive: true, force: true });
  console.log(`${where}: ${count.failed === before ? 'passed' : 'FAILED'}`);
}

function unchanged(guarded: Answer, plain: Answer): void {
  deepEqual(guarded.outcomes, plain.outcomes);
  deepEqual(guarded.findings, []);
  ok(!guarded.logs.includes('GuardErrors'), guarded.logs);
}

/** Exactly one part is refused with the driver's error; what stands beside it and what comes after it is as it always was. */
async function refused(driver: DriverCase, call: Call, guarded: LocalFunction, plain: LocalFunction): Promise<void> {
  const [action] = call;
  const harmless: Call = [action, 'widget'];
  const expected = action === 'command' ? undefined : await ask(plain, harmless);
  const { outcomes, findings, logs } = await ask(guarded, call);
  const texts = outcomes.map(outcome => JSON.stringify(outcome));
  const hit = texts.flatMap((text, index) => (driver.refusal.test(text) ? [index] : []));
  equal(hit.length, 1, `refused parts in ${texts.join(' ')}`);
  outcomes.forEach((outcome, index) => {
    if (index !== hit[0]) deepEqual(outcome, expected?.outcomes[index]);
  });
  equal(findings.length, 1, `findings in:\n${logs}`);
  const [{ data }] = findings[0]?.evidences ?? [];
  deepEqual([data?.sink, data?.detector, findings[0]?.action], [driver.sink, driver.detector, 'Denied']);
  match(String(data?.inputPath), /^\$\.input/);
  if (expected) deepEqual((await ask(guarded, harmless)).outcomes, expected.outcomes);
  const unguarded = await ask(plain, call);
  ok(!driver.refusal.test(JSON.stringify(unguarded.outcomes)), 'the attack is no attack on the function without the guard');
}

/** The driver takes the refusal for an answer, and does not try again. */
async function sentOnce({ attacks }: DriverCase, guarded: LocalFunction, { refused: countRefused }: Server): Promise<void> {
  if (!countRefused) return;
  const before = await countRefused();
  const [call] = attacks;
  if (call) await ask(guarded, call);
  equal(await countRefused() - before, 1);
}

/** Objects that came in place of values; they are no texts, so that they have a check of their own. */
async function operators(where: string, guarded: LocalFunction, plain: LocalFunction): Promise<void> {
  const attack = { action: 'operator', input: { $ne: '' } };
  await check(`${where}: an operator in place of a value`, async () => {
    const { payload, logs } = await guarded.invoke(attack);
    match(payload, /refused by serverless guard/);
    equal(guardLines(logs).findings.length, 1);
    match((await plain.invoke(attack)).payload, /\$ne/);
  });
  await check(`${where}: an operator that is stored`, async () => {
    const stored = { action: 'changed', input: { $ne: '' } };
    equal((await guarded.invoke(stored)).payload, (await plain.invoke(stored)).payload);
  });
}

async function main(settings: Settings): Promise<void> {
  const servers = await loadServers();
  const { ports, stop, tls } = await servers.startServers(settings.binaries);
  try {
    const bson: unknown = createRequire(join(settings.cache, 'x.js'))('bson');
    const countRefused = async (): Promise<number> => redisErrors(ports.redis);
    const all: Record<DriverCase['server'], Server> = {
      postgres: { port: ports.postgres },
      mysql: { port: ports.mysql },
      redis: { port: ports.redis, refused: countRefused },
      redisTls: { port: ports.redisTls, refused: countRefused },
      ldap: { port: ports.ldap },
      ldapTls: { port: ports.ldapTls },
      memcached: { port: ports.memcached },
      smtp: await servers.startFakeSmtp(tls),
      smtpTls: await servers.startFakeSmtp(tls, true),
      mongodb: await servers.startFakeMongoDb(bson),
      sqlserver: await servers.startFakeSqlServer(),
      sqlserverInner: await servers.startFakeSqlServer('inner', tls),
      sqlserverStrict: await servers.startFakeSqlServer('strict', tls),
      none: { port: 0 },
    };
    await fillPostgres(settings, ports.postgres, servers.PRODUCTS);
    for (const driver of DRIVERS.filter(({ name }) => settings.only === undefined || name.includes(settings.only))) {
      for (const node of settings.nodes) {
        for (const bundled of [true, false]) await runDriver(driver, bundled, node, all[driver.server], tls.cert, settings);
      }
    }
  } finally {
    await stop();
  }
  console.log(`${count.passed} passed, ${count.failed} failed`);
  process.exitCode = count.failed === 0 ? 0 : 1;
}

/** The servers' modules, which are plain JavaScript. */
interface Servers {
  readonly PRODUCTS: string;
  startServers(binaries: Settings['binaries']): Promise<{ ports: Record<'postgres' | 'mysql' | 'redis' | 'redisTls' | 'ldap' | 'ldapTls' | 'memcached', number>; tls: { readonly cert: string }; stop(): Promise<void> }>;
  startFakeMongoDb(bson: unknown): Promise<Server>;
  startFakeSmtp(tls: object, isSecure?: boolean): Promise<Server>;
  startFakeSqlServer(encryption?: 'inner' | 'strict', tls?: object): Promise<Server>;
}

async function loadServers(): Promise<Servers> {
  const load = async (name: string): Promise<object> => import(join(__dirname, 'servers', name)) as Promise<object>;
  return Object.assign({}, await load('real-servers.mjs'), await load('fake-mongodb.mjs'), await load('fake-smtp.mjs'), await load('fake-sqlserver.mjs')) as Servers;
}

/** Errors that the server has answered with so far. */
async function redisErrors(port: number): Promise<number> {
  const socket = connect(port, '127.0.0.1', () => socket.write('INFO stats\r\n'));
  let answer = '';
  for await (const data of socket) {
    answer += String(data);
    if (answer.includes('total_error_replies')) break;
  }
  return Number(/total_error_replies:(\d+)/.exec(answer)?.[1]);
}

async function fillPostgres({ cache }: Settings, port: number, sql: string): Promise<void> {
  const { Client } = createRequire(join(cache, 'x.js'))('pg') as { Client: new (config: object) => { connect(): Promise<void>; query(text: string): Promise<unknown>; end(): Promise<void> } };
  const client = new Client({ host: '127.0.0.1', port, user: 'guard', database: 'postgres' });
  await client.connect();
  await client.query(sql);
  await client.end();
}

void main(JSON.parse(process.argv[2] ?? '{}') as Settings);
