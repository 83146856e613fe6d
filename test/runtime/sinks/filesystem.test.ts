import fs, { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFunction, type LocalFunction } from '../../../local-runtime';
import { FUNCTIONS } from '../../../runtime/node/sinks/path-functions';
import { GUARD_ENVIRONMENT, guardFile } from '../../../src/contract/environment';
import { GUARD_LAYER } from '../guard-layer';

/** Calls one function with a path, as the app would. Answers with the error's code, or `none`. */
const CODE = `
  const fs = require('node:fs');
  const { pathToFileURL } = require('node:url');
  const { join } = require('node:path');
  const base = join(process.env.LAMBDA_TASK_ROOT, 'public');
  const KINDS = { text: path => path, bytes: path => Buffer.from(path), url: path => pathToFileURL(path) };
  const call = {
    callback: (name, args) => new Promise((done, fail) => fs[name](...args, (first, second) => name === 'exists' ? done(first) : first ? fail(first) : done(second))),
    sync: async (name, args) => fs[name + 'Sync'](...args),
    promise: async (name, args) => fs.promises[name](...args),
  };
  exports.handler = async ({ style, name, paths, input, kind = 'text', attacked = 0 }) => {
    const args = Array.from({ length: paths }, (_, index) => index === attacked ? KINDS[kind](base + '/' + input) : base + '/other');
    try { const result = await call[style](name, args); return result === false ? 'false' : 'none'; } catch (error) { return error.code; }
  };
  exports.load = async ({ module }) => require(base + '/' + module).loaded;
`;

const BLOCKED = 'ERR_SERVERLESS_GUARD_BLOCKED';
/** Own policy: the handler's own answer tells what the function saw. */
const ENVIRONMENT = { NODE_OPTIONS: `--require ${guardFile('preload')}`, [GUARD_ENVIRONMENT.policy]: '{"version":1,"blockedAnswer":"handler"}' };

let code: string;
let guarded: LocalFunction;

beforeAll(async () => {
  code = mkdtempSync(join(tmpdir(), 'filesystem-'));
  mkdirSync(join(code, 'public'));
  writeFileSync(join(code, 'index.js'), CODE);
  writeFileSync(join(code, 'public', 'plugin.js'), 'exports.loaded = "plugin"');
  guarded = await startFunction({ code, handler: 'index.handler', layers: [GUARD_LAYER], timeoutSeconds: 20, environment: ENVIRONMENT });
});

afterAll(async () => {
  await guarded.stop();
  rmSync(code, { recursive: true });
});

const answer = async (event: object): Promise<unknown> => JSON.parse((await guarded.invoke(event)).payload) as unknown;

/** Those that take a listener, not a callback, or have no such twin. */
const NOT_BY_CALLBACK = new Set(['mkdtempDisposable', 'watch', 'watchFile', 'lchmod', 'statfs']);
const NOT_BY_PROMISE = new Set(['exists', 'watch', 'watchFile', 'lchmod', 'statfs']);
const NOT_SYNC = new Set(['watch', 'watchFile', 'lchmod', 'statfs']);

/** Of newer versions of Node alone, and without a callback. */
const isHere = (name: string) => name !== 'mkdtempDisposable' || `${name}Sync` in fs;

const calls = FUNCTIONS.filter(({ name }) => isHere(name)).flatMap(({ name, paths }) => [
  ...(NOT_BY_CALLBACK.has(name) ? [] : [['callback', name, paths] as const]),
  ...(NOT_SYNC.has(name) ? [] : [['sync', name, paths] as const]),
  ...(NOT_BY_PROMISE.has(name) ? [] : [['promise', name, paths] as const]),
]);

test.each(calls)('%s %s refuses a path that climbs', async (style, name, paths) => {
  const refused = name === 'exists' ? 'false' : BLOCKED;
  for (let attacked = 0; attacked < paths; attacked++) {
    expect(await answer({ style, name, paths, attacked, input: '../../../etc/passwd' })).toBe(refused);
  }
});

test.each(['bytes', 'url'])('refuses a path given as %s', async kind => {
  expect(await answer({ style: 'sync', name: 'readFile', paths: 1, kind, input: '../../../etc/passwd' })).toBe(BLOCKED);
});

test.each(['callback', 'sync', 'promise'])('%s: errors of the file system stay what they are', async style => {
  expect(await answer({ style, name: 'readFile', paths: 1, input: 'missing.txt' })).toBe('ENOENT');
});

test('a module that is loaded while an event is served costs no finding', async () => {
  const loading = await startFunction({ code, handler: 'index.load', layers: [GUARD_LAYER], timeoutSeconds: 20, environment: ENVIRONMENT });
  const result = await loading.invoke({ module: 'plugin' });
  await loading.stop();
  expect([result.payload, result.logs.includes('class_uid')]).toEqual(['"plugin"', false]);
});
