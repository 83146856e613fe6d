import { startFunction } from '../../../local-runtime';
import { nativeDriver } from '../../../runtime/node/sinks/native-drivers';
import { guardFile } from '../../../src/contract/environment';
import { GUARD_LAYER } from '../guard-layer';
import { guardLines } from '../suite/guard-lines';

test.each([
  ['/var/task/node_modules/better-sqlite3/build/Release/better_sqlite3.node', 'better-sqlite3'],
  ['/var/task/better_sqlite3-4f2a.node', 'better-sqlite3'],
  ['/var/task/node_modules/sqlite3/build/Release/node_sqlite3.node', 'sqlite3'],
  ['/var/task/node_modules/@libsql/linux-x64-gnu/index.node', 'libsql'],
  ['/var/task/node_modules/libpq/build/Release/addon.node', 'libpq (pg-native)'],
  ['/var/task/node_modules/.prisma/client/libquery_engine-rhel-openssl-3.0.x.so.node', 'Prisma\'s query engine'],
  ['/var/task/node_modules/oracledb/build/Release/oracledb-6.5.1-linux-x64.node', 'oracledb in thick mode'],
  ['/var/task/node_modules/msnodesqlv8/build/Release/sqlserver.node', 'msnodesqlv8'],
  ['/var/task/node_modules/odbc/build/Release/odbc.node', 'ODBC'],
  ['/var/task/node_modules/@couchbase/couchbase-linux-x64-napi/couchbase-napi.node', 'couchbase'],
  ['/var/task/node_modules/@duckdb/node-bindings-linux-x64/duckdb.node', 'DuckDB'],
  ['/var/runtime/rapid-client.node', undefined],
  ['/var/task/node_modules/sharp/build/Release/sharp-linux-x64.node', undefined],
  ['/var/task/node_modules/bcrypt/lib/binding/napi-v3/bcrypt_lib.node', undefined],
  ['/var/task/node_modules/@napi-rs/canvas-linux-x64-gnu/skia.linux-x64-gnu.node', undefined],
])('%s is %s', (file, expected) => {
  expect(nativeDriver(file)).toBe(expected);
});

test('a native driver is named in the heartbeat, and its own failure stays its own', async () => {
  const code = `
    const load = name => { try { process.dlopen({ exports: {} }, '/nowhere/' + name + '.node'); } catch (error) { return error.code; } };
    const early = [load('better_sqlite3'), load('sharp')];
    exports.handler = async name => [early, load(name)];`;
  const started = await startFunction({
    code: { inline: code }, handler: 'index.handler', layers: [GUARD_LAYER], timeoutSeconds: 20, environment: { NODE_OPTIONS: `--require ${guardFile('preload')}` },
  });
  const answers = [await started.invoke('couchbase'), await started.invoke('sharp'), await started.invoke('sharp')];
  await started.stop();
  const failed = 'ERR_DLOPEN_FAILED';
  expect(answers.map(({ payload }) => JSON.parse(payload) as unknown)).toEqual(Array(3).fill([[failed, failed], failed]));
  const metrics = answers.flatMap(({ logs }) => guardLines(logs).metrics);
  expect(metrics.map(({ Heartbeat, GuardErrors, notCovered }) => [Heartbeat, GuardErrors, notCovered])).toEqual([
    [1, undefined, 'better-sqlite3'], [1, undefined, 'better-sqlite3, couchbase'],
  ]);
});
