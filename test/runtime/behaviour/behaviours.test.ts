import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InvocationResult, LocalFunction } from '../../../local-runtime';
import { GUARD_ENVIRONMENT, guardFile } from '../../../src/contract/environment';
import type { BehaviourName, GuardMode, GuardPolicy } from '../../../src/contract/policy';
import { cleanUp, folderWith, start } from '../../local-runtime/function-under-test';
import { GUARD_LAYER } from '../guard-layer';
import { guardLines } from '../suite/guard-lines';

/** Does what functions do; answers with the error's code, or `done`. */
const FILES = {
  'index.js': `
    const cp = require('node:child_process');
    const fs = require('node:fs');
    const { promisify } = require('node:util');
    const { Worker } = require('node:worker_threads');
    const own = __dirname + '/template.txt';
    const finished = (child, ready = 'exit') => new Promise((done, fail) => child.on('error', fail).on(ready, done));
    const atStart = {
      template: () => fs.readFileSync(own, 'utf8'),
      child: () => cp.execFileSync('/bin/true'),
      generate: () => Function('return 1 + 1')(),
      environ: () => fs.readFileSync('/proc/self/environ'),
    };
    const attempt = act => { try { act(); return 'done'; } catch (error) { return error.code; } };
    const first = process.env.AT_START && attempt(atStart[process.env.AT_START]);
    const actions = {
      first: () => { if (first !== 'done') throw Object.assign(new Error(), { code: first }); },
      spawn: () => finished(cp.spawn('/bin/true')),
      exec: () => promisify(cp.exec)('true'),
      fork: () => finished(cp.fork(__dirname + '/child.js')),
      execSync: () => cp.execSync('true'),
      spawnSync: () => { const { error } = cp.spawnSync('/bin/true'); if (error) throw error; },
      worker: () => finished(new Worker('1 + 1', { eval: true })),
      workerFile: () => finished(new Worker(__dirname + '/child.js')),
      function: () => Function('return 1 + 1')(),
      eval: () => eval('1 + 1'),
      vm: () => require('node:vm').runInNewContext('1 + 1'),
      word: () => Function('return this')(),
      own: () => fs.readFileSync(own),
      ownStream: () => finished(fs.createReadStream(own).resume(), 'close'),
      ownPromise: () => fs.promises.readFile(Buffer.from(own)),
      ownCallback: () => promisify(fs.readFile)(require('node:url').pathToFileURL(own)),
      ownRelative: () => { process.chdir('/'); fs.readFileSync('.' + own); },
      ownByProc: () => fs.readFileSync('/proc/self/root' + own),
      ownByCwd: () => { process.chdir(__dirname); fs.readFileSync('/proc/self/cwd/template.txt'); },
      ownByLink: ({ file }) => fs.symlinkSync(__dirname, file),
      ownByLinkAbove: ({ file }) => fs.symlinkSync('/', file),
      ownCopy: ({ file }) => fs.copyFileSync(own, file),
      ownStat: () => fs.statSync(own),
      lateModule: () => require('./late'),
      lateImport: () => import('./late.mjs'),
      environ: () => fs.readFileSync('/proc/self/environ'),
      environOfParent: () => fs.promises.readFile('/proc/' + process.ppid + '/environ').catch(error => { if (error.code !== 'EACCES') throw error; }),
      environHere: () => { process.chdir('/proc/self'); fs.readFileSync('environ'); },
      maps: () => fs.openSync('/proc/self/maps'),
      linkedProc: ({ file }) => fs.symlinkSync('/proc/self', file),
      status: () => { fs.readFileSync('/proc/self/status'); fs.readFileSync('/proc/meminfo'); },
      write: ({ file }) => fs.writeFileSync(file, 'x'),
      writeStream: ({ file }) => finished(fs.createWriteStream(file).end('x'), 'close'),
      append: ({ file }) => fs.promises.appendFile(file, 'x'),
      openToWrite: ({ file }) => fs.closeSync(fs.openSync(file, fs.constants.O_CREAT | fs.constants.O_RDWR)),
      readToWrite: ({ file }) => fs.readFileSync(file, { flag: 'w+' }),
      temporary: ({ file }) => fs.mkdtempSync(file),
      temporaryCallback: ({ file }) => promisify(fs.mkdtemp)(file),
      folders: ({ file }) => fs.mkdirSync(file + '/a/b', { recursive: true }),
      rename: ({ file, to }) => fs.renameSync(file, to),
      read: ({ file }) => fs.readFileSync(file),
      nothing: () => undefined,
    };
    exports.handler = async event => { try { await actions[event.action](event); return 'done'; } catch (error) { return error.code; } };
  `,
  'child.js': '',
  'late.js': "require('node:fs').readFileSync(__dirname + '/template.txt'); Function('return 1 + 1')();",
  'late.mjs': "import fs from 'node:fs'; fs.readFileSync(new URL('template.txt', import.meta.url));",
  'template.txt': 'template',
};

const BLOCKED = 'ERR_SERVERLESS_GUARD_BLOCKED';

let code: string;
let tmp: string;
beforeAll(() => { code = folderWith(FILES); });
beforeEach(() => { tmp = mkdtempSync('/tmp/behaviours-'); });
afterEach(() => rmSync(tmp, { recursive: true, force: true }));
afterAll(cleanUp);

type Modes = Partial<Record<BehaviourName, GuardMode>>;

async function guarded(detectors: Modes, policy: Partial<GuardPolicy> = {}, environment: Record<string, string> = {}): Promise<LocalFunction> {
  return start({
    code,
    handler: 'index.handler',
    layers: [GUARD_LAYER],
    environment: { NODE_OPTIONS: `--require ${guardFile('preload')}`, [GUARD_ENVIRONMENT.policy]: JSON.stringify({ version: 1, detectors, ...policy }), ...environment },
  });
}

const outcome = ({ payload, logs, error }: InvocationResult) => {
  expect(logs).not.toContain('GuardErrors');
  return { answer: error ?? JSON.parse(payload) as unknown, findings: guardLines(logs).findings.map(({ evidences }) => evidences[0]?.data) };
};

const once = async (modes: Modes, action: string, more: object = {}, policy: Partial<GuardPolicy> = {}) => (
  outcome(await (await guarded(modes, policy)).invoke({ action, ...more }))
);

/** What a function may do, by what it would have declared that it never does. */
const DEEDS: ReadonlyArray<readonly [BehaviourName, readonly string[]]> = [
  ['child-process', ['spawn', 'exec', 'fork', 'execSync', 'spawnSync']],
  ['worker', ['worker', 'workerFile']],
  ['code-generation', ['function', 'eval', 'vm', 'worker']],
  ['own-files', ['own', 'ownStream', 'ownPromise', 'ownCallback', 'ownRelative', 'ownByProc', 'ownByCwd', 'ownByLink', 'ownByLinkAbove', 'ownCopy']],
  ['procfs', ['environ', 'environOfParent', 'environHere', 'maps', 'linkedProc']],
  ['tmp', ['write', 'writeStream', 'append', 'openToWrite', 'readToWrite', 'temporary', 'temporaryCallback', 'folders', 'ownByLink', 'ownCopy']],
];
const deeds = DEEDS.flatMap(([detector, actions]) => actions.map(action => [detector, action] as const));

describe.each(deeds)('%s by %s', (detector, action) => {
  const file = () => ({ file: join(tmp, 'made') });

  test('is refused, and told', async () => {
    const { answer, findings } = await once({ procfs: 'off', [detector]: 'block' }, action, file());
    expect(answer).toBe(BLOCKED);
    expect(findings).toEqual([expect.objectContaining({ detector, trigger: 'direct' })]);
    expect(readdirSync(tmp)).toEqual([]);
  });

  test('is told once and happens', async () => {
    const started = await guarded({ procfs: 'off', [detector]: 'report' });
    const results = [await started.invoke({ action, ...file() }), await started.invoke({ action, file: join(tmp, 'again') })].map(outcome);
    expect(results.map(({ answer }) => answer)).toEqual(['done', 'done']);
    expect(results.map(({ findings }) => findings.map(finding => finding?.detector))).toEqual([[detector], []]);
  });
});

test.each(deeds.filter(([detector]) => detector !== 'procfs'))('%s by %s is nobody\'s business until it is declared', async (_, action) => {
  expect(await once({ procfs: 'off' }, action, { file: join(tmp, 'made') })).toEqual({ answer: 'done', findings: [] });
});

test.each(['environ', 'environOfParent', 'environHere', 'maps', 'linkedProc'])('%s of /proc is told by default', async action => {
  const { answer, findings } = await once({}, action, { file: join(tmp, 'made') });
  expect([answer, findings]).toEqual(['done', [expect.objectContaining({ detector: 'procfs' })]]);
});

const ALL: Modes = { 'child-process': 'block', 'worker': 'block', 'code-generation': 'block', 'own-files': 'block', 'procfs': 'block', 'tmp': 'block', 'tmp-residue': 'block' };

test.each(['ownStat', 'lateModule', 'lateImport', 'status', 'word', 'nothing'])('%s is none of it', async action => {
  expect(await once(ALL, action)).toEqual({ answer: 'done', findings: [] });
});

test('reading from /tmp is not writing to it', async () => {
  writeFileSync(join(tmp, 'there'), 'x');
  expect(await once(ALL, 'read', { file: join(tmp, 'there') })).toEqual({ answer: 'done', findings: [] });
});

test.each([['template', 'done'], ['generate', 'done'], ['child', BLOCKED], ['environ', BLOCKED]])('%s while modules are loaded: %s', async (AT_START, expected) => {
  const { answer, findings } = outcome(await (await guarded(ALL, {}, { AT_START })).invoke({ action: 'first' }));
  expect(answer).toBe(expected);
  expect(findings.map(finding => finding?.trigger)).toEqual(expected === BLOCKED ? ['none'] : []);
});

test('a child process is told by its program, without what it is given', async () => {
  const { findings } = await once({ 'child-process': 'report' }, 'execSync');
  expect(findings[0]?.change).toBe('it starts sh');
});

test('a route can be exempt', async () => {
  const exemptions = [{ detector: 'child-process', route: 'direct', reason: 'test' }] as const;
  expect(await once({ 'child-process': 'block' }, 'spawn', {}, { exemptions })).toEqual({ answer: 'done', findings: [] });
});

test('the mode of the function is stronger than what was declared', async () => {
  const started = await guarded({ 'child-process': 'block' }, {}, { [GUARD_ENVIRONMENT.mode]: 'report' });
  expect(outcome(await started.invoke({ action: 'spawn' }))).toEqual({ answer: 'done', findings: [expect.objectContaining({ detector: 'child-process' })] });
});

describe('what an invocation leaves in /tmp', () => {
  const at = (name: string) => join(tmp, name);

  const leave = async (mode: GuardMode, events: readonly object[]) => {
    const started = await guarded({ 'tmp-residue': mode });
    const results: Array<ReturnType<typeof outcome>> = [];
    for (const event of events) results.push(outcome(await started.invoke(event)));
    return results.flatMap(({ findings }) => findings.map(finding => finding?.change));
  };

  test('is told once, with count and names', async () => {
    const told = await leave('report', [
      { action: 'write', file: at('a') }, { action: 'write', file: at('b') }, { action: 'write', file: at('c') },
    ]);
    expect(told).toEqual([`1 left by the one before: ${at('a')}`]);
    expect(readdirSync(tmp).sort()).toEqual(['a', 'b', 'c']);
  });

  test.each([
    ['a file', { action: 'write', file: 'made' }], ['a stream', { action: 'writeStream', file: 'made' }], ['a tree', { action: 'folders', file: 'made' }],
    ['a temporary folder', { action: 'temporary', file: 'made-' }], ['one by a callback', { action: 'temporaryCallback', file: 'made-' }],
  ])('%s is removed before the next one begins', async (_, event) => {
    await leave('block', [{ ...event, file: at(event.file) }, { action: 'nothing' }]);
    expect(readdirSync(tmp)).toEqual([]);
  });

  test('what was there before stays: written again, renamed, or with the name of a temporary folder', async () => {
    for (const name of ['old', 'moved', 'made-abcdef']) writeFileSync(at(name), 'old');
    await leave('block', [
      { action: 'append', file: at('old') }, { action: 'rename', file: at('moved'), to: at('renamed') }, { action: 'temporary', file: at('made-') }, { action: 'nothing' },
    ]);
    expect(readdirSync(tmp).sort()).toEqual(['made-abcdef', 'old', 'renamed']);
    expect(readFileSync(at('old'), 'utf8')).toBe('oldx');
  });

  test('a link is removed, not what it leads to', async () => {
    const elsewhere = mkdtempSync('/tmp/behaviours-elsewhere-');
    writeFileSync(join(elsewhere, 'kept'), 'x');
    await leave('block', [{ action: 'folders', file: at('made') }, { action: 'nothing' }]);
    const started = await guarded({ 'tmp-residue': 'block' });
    await started.invoke({ action: 'rename', file: join(elsewhere, 'kept'), to: at('moved') });
    await started.invoke({ action: 'ownByLinkAbove', file: at('link') });
    await started.invoke({ action: 'nothing' });
    expect([existsSync(at('link')), existsSync(at('moved')), existsSync(join(code, 'index.js'))]).toEqual([false, true, true]);
    rmSync(elsewhere, { recursive: true });
  });
});
