import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalFunction } from '../../../local-runtime';
import { GUARD_ENVIRONMENT, guardFile } from '../../../src/contract/environment';
import type { BehaviourName } from '../../../src/contract/policy';
import { cleanUp, folderWith, start } from '../../local-runtime/function-under-test';
import { GUARD_LAYER } from '../guard-layer';
import { guardLines } from '../suite/guard-lines';

/** Code of a hostile package that tries to get around the guard: given a file, `touch`es it, or reads the function's own code. */
const BYPASSES = `
  const cp = require('node:child_process');
  const Module = require('node:module');
  const util = require('node:util');
  const { Worker, SHARE_ENV } = require('node:worker_threads');
  const START = file => ({ file: '/bin/sh', args: ['/bin/sh', '-c', 'touch ' + file], envPairs: [], stdio: [] });
  /* Newer versions of Node take the parts one by one. */
  const isNew = Number(process.versions.node.split('.')[0]) >= 24;
  const begin = (handle, { file, args }) => (isNew ? handle.spawn(file, args, '/', [], [], 0, undefined, undefined) : handle.spawn(START(args[2].slice(6))));
  const touch = (file, childProcess = cp) => { const { error } = childProcess.spawnSync('touch', [file]); if (error) throw error; };
  const inWorker = (source, options) => new Promise((done, fail) => new Worker(source, { eval: true, ...options }).on('error', fail).on('exit', done));
  const TOUCH = file => "require('node:child_process').spawnSync('touch', ['" + file + "'])";
  const settled = () => new Promise(done => setTimeout(done, 300));
  const unveiled = proxy => {
    const seen = [];
    const before = Function.prototype[util.inspect.custom];
    Function.prototype[util.inspect.custom] = function () { seen.push(this); return ''; };
    util.inspect(proxy, { showProxy: true });
    delete Function.prototype[util.inspect.custom];
    return seen.filter(found => found !== proxy);
  };
  module.exports = {
    asItIs: file => touch(file),
    spawnSyncBinding: file => process.binding('spawn_sync').spawn(START(file)),
    processBinding: async file => { const { Process } = process.binding('process_wrap'); begin(new Process(), START(file)); await settled(); },
    changingName: file => { let count = 0; process.binding({ toString: () => count++ ? 'spawn_sync' : 'util' }).spawn(START(file)); },
    handle: async file => { begin(new cp.ChildProcess()._handle, START(file)); await settled(); },
    handleConstructor: async file => { const { constructor } = new cp.ChildProcess()._handle; begin(new constructor(), START(file)); await settled(); },
    changingFile: async file => {
      let count = 0;
      const options = START(file);
      Object.defineProperty(options, 'file', { enumerable: true, get: () => count++ ? '/bin/sh' : '/refused-by-serverless-guard/refused' });
      new cp.ChildProcess()._handle.spawn(options);
      await settled();
    },
    getBuiltinModule: file => touch(file, process.getBuiltinModule?.('child_process') ?? cp),
    moduleLoad: file => touch(file, Module._load('child_process')),
    mainRequire: file => touch(file, process.mainModule?.require('child_process') ?? cp),
    createRequire: file => touch(file, Module.createRequire(__filename)('child_process')),
    withoutCache: file => { for (const key of Object.keys(require.cache)) delete require.cache[key]; touch(file, require('node:child_process')); },
    synchronised: async file => { Module.syncBuiltinESMExports(); touch(file, await import('node:child_process')); },
    patchedAgain: async file => { const original = cp.spawnSync; cp.spawnSync = (...args) => Reflect.apply(original, cp, args); Module.syncBuiltinESMExports(); touch(file); },
    unveiledFunction: file => { for (const found of unveiled(cp.spawnSync)) found('touch', [file]); },
    unveiledHandler: file => {
      const seen = [];
      Object.defineProperty(Object.prototype, util.inspect.custom, { configurable: true, get() { seen.push(this); } });
      util.inspect(cp.spawnSync, { showProxy: true });
      delete Object.prototype[util.inspect.custom];
      for (const found of seen) { try { found.apply = Reflect.apply; } catch {} }
      touch(file);
    },
    changedTools: file => {
      const { get, has } = Map.prototype;
      const { some, includes } = Array.prototype;
      const { exec, test } = RegExp.prototype;
      const { startsWith } = String.prototype;
      Map.prototype.get = () => 'off';
      Set.prototype.has = () => false;
      Array.prototype.some = () => true;
      Array.prototype.at = () => { throw new Error('changed'); };
      RegExp.prototype.exec = () => null;
      String.prototype.startsWith = () => true;
      Reflect.apply = () => undefined;
      try { cp.execSync('touch ' + file); } finally { String.prototype.startsWith = startsWith; RegExp.prototype.exec = exec; }
    },
    polluted: file => { Object.prototype['child-process'] = Object.prototype.isSideDoor = 'off'; try { touch(file); } finally { delete Object.prototype['child-process']; delete Object.prototype.isSideDoor; } },
    fork: async file => { cp.fork(__dirname + '/touch.js', [file]); await settled(); },
    cluster: async file => { const cluster = require('node:cluster'); cluster.setupPrimary({ exec: __dirname + '/touch.js', args: [file] }); cluster.fork().on('error', () => undefined); await settled(); },
    worker: file => inWorker(TOUCH(file)),
    workerWithoutEnvironment: file => inWorker(TOUCH(file), { env: {} }),
    workerWithArguments: file => inWorker(TOUCH(file), { execArgv: [] }),
    workerSharing: file => inWorker(TOUCH(file), { env: SHARE_ENV }),
    workerPreloading: file => inWorker('0', { env: { TOUCHED: file }, execArgv: ['--require', __dirname + '/touch.js'] }),
    workerNodeOptions: file => inWorker('0', { env: { TOUCHED: file, NODE_OPTIONS: '--require ' + __dirname + '/touch.js' } }),
    workerProcessNodeOptions: async file => {
      const before = process.env.NODE_OPTIONS;
      process.env.TOUCHED = file;
      process.env.NODE_OPTIONS = '--require ' + __dirname + '/touch.js';
      try { await inWorker('0', { execArgv: [] }); } finally { process.env.NODE_OPTIONS = before; }
    },
    workerChangingEnvironment: file => {
      let count = 0;
      const options = { get env() { return count++ ? { TOUCHED: file, NODE_OPTIONS: '--require ' + __dirname + '/touch.js' } : {}; } };
      return new Promise((done, fail) => new Worker(__dirname + '/nothing.js', options).on('error', fail).on('exit', done));
    },
    workerOfWorker: file => inWorker("new (require('node:worker_threads').Worker)(" + JSON.stringify(TOUCH(file)) + ", { eval: true, env: {} })"),
    workerBinding: file => inWorker("process.binding('spawn_sync').spawn(" + JSON.stringify(START(file)) + ")"),
    workerSettings: file => { require('node:worker_threads').setEnvironmentData('serverless-guard', undefined); return inWorker(TOUCH(file)); },
    workerUnveiled: async file => {
      for (const Found of unveiled(Worker)) { try { new Found(TOUCH(file), { eval: true }); } catch {} }
      await settled();
    },
    workerPrototype: file => new Promise((done, fail) => new Worker.prototype.constructor(TOUCH(file), { eval: true }).on('error', fail).on('exit', done)),
    loaderThread: async file => { Module.register('data:text/javascript,import cp from "node:child_process"; cp.spawnSync("touch", ["' + file + '"]);'); await import('./nothing.mjs'); },
    execve: file => { if (!process.execve) throw new Error('not here'); process.execve('/usr/bin/touch', ['touch', file], {}); },
    fsBinding: () => Object.keys(process.binding('fs')).length,
    contextify: () => new (process.binding('contextify').ContextifyScript)('1', 'x'),
  };
`;

const FILES = {
  'bypasses.js': BYPASSES,
  'index.js': "const bypasses = require('./bypasses'); exports.handler = async ({ way, file }) => { try { await bypasses[way](file); return 'done'; } catch (error) { return error.code ?? String(error); } };",
  'touch.js': "require('node:child_process').spawnSync('touch', [process.env.TOUCHED ?? process.argv[2]]);",
  'nothing.js': '',
  'nothing.mjs': '',
};

let code: string;
let tmp: string;
beforeAll(() => { code = folderWith(FILES); });
beforeEach(() => { tmp = mkdtempSync('/tmp/bypasses-'); });
afterEach(() => rmSync(tmp, { recursive: true, force: true }));
afterAll(cleanUp);

async function refusing(...detectors: BehaviourName[]): Promise<LocalFunction> {
  const policy = { version: 1, detectors: Object.fromEntries(detectors.map(detector => [detector, 'block'])) };
  return start({
    code,
    handler: 'index.handler',
    layers: [GUARD_LAYER],
    environment: { NODE_OPTIONS: `--require ${guardFile('preload')}`, [GUARD_ENVIRONMENT.policy]: JSON.stringify(policy) },
  });
}

/** As above, in the order of that file. */
const WAYS = [...BYPASSES.matchAll(/^ {4}(\w+): /gm)].map(([, way]) => way).filter(way => way !== 'fsBinding' && way !== 'contextify');

test.each(WAYS)('no child process by %s', async way => {
  const file = join(tmp, 'touched');
  await (await refusing('child-process')).invoke({ way, file });
  expect(existsSync(file)).toBe(false);
});

/** The others need a guard to get around, or what not every Node has. */
test.each(WAYS.filter(way => !['execve', 'workerUnveiled', 'workerChangingEnvironment', 'changedTools', 'changingFile', 'changingName'].includes(way)))('the way by %s is one, where nothing is refused', async way => {
  const file = join(tmp, 'touched');
  await (await refusing()).invoke({ way, file });
  expect(existsSync(file)).toBe(true);
});

test.each([['fsBinding', 'own-files'], ['fsBinding', 'tmp'], ['fsBinding', 'procfs'], ['contextify', 'code-generation']] as const)('%s is no way around %s', async (way, detector) => {
  const { payload, logs } = await (await refusing(detector)).invoke({ way });
  expect(JSON.parse(payload)).toBe('ERR_SERVERLESS_GUARD_BLOCKED');
  expect(guardLines(logs).findings.map(({ evidences }) => evidences[0]?.data.detector)).toEqual([detector]);
});

test('what is refused in a Worker is told', async () => {
  const started = await refusing('child-process');
  const { logs } = await started.invoke({ way: 'worker', file: join(tmp, 'touched') });
  expect(guardLines(logs).findings.map(({ evidences }) => evidences[0]?.data.detector)).toEqual(['child-process']);
});
