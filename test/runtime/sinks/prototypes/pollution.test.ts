import { startFunction, type InvocationResult, type LocalFunction } from '../../../../local-runtime';
import { GUARD_ENVIRONMENT, guardFile } from '../../../../src/contract/environment';
import { GUARD_LAYER } from '../../guard-layer';
import { guardLines } from '../../suite/guard-lines';

/** Sets a value at a path as old libraries do, then tells what every object has of it. */
const CODE = `
  const { execFileSync, spawn } = require('node:child_process');
  const set = (target, keys, value) => { const last = keys.pop(); keys.reduce((at, key) => at[key], target)[last] = value; };
  const merge = (target, source) => {
    for (const key of Object.keys(source)) {
      if (typeof source[key] === 'object' && target[key]) merge(target[key], source[key]); else target[key] = source[key];
    }
    return target;
  };
  const actions = {
    merge: ({ value }) => merge({ list: [], text: 'a', call() {} }, value),
    separate: ({ holder, name, value }) => set({}, [holder, name], value),
    path: ({ path, value }) => set({ list: [], call() {} }, path.split('.'), value),
    own: ({ name }) => { Object.prototype[name] = 'of the app'; },
    getter: () => Object.defineProperty(String.prototype, 'red', { get() { return '*' + this; }, configurable: true }),
    none: () => undefined,
  };
  const seen = ({ names = [] }) => names.map(name => [({})[name], [][name], (() => 1)[name]].map(String).map(text => text.slice(0, 20)));
  exports.handler = async event => {
    actions[event.action](event);
    if (event.then === 'exec') return execFileSync('env').toString();
    if (event.then === 'spawn') return new Promise((done, fail) => spawn('env').on('error', fail).on('close', done));
    return seen(event);
  };
`;

const started: LocalFunction[] = [];

async function start(policy: object = {}, mode = 'block'): Promise<LocalFunction> {
  const environment = { NODE_OPTIONS: `--require ${guardFile('preload')}`, [GUARD_ENVIRONMENT.mode]: mode, [GUARD_ENVIRONMENT.policy]: JSON.stringify({ version: 1, ...policy }) };
  const one = await startFunction({ code: { inline: CODE }, handler: 'index.handler', layers: [GUARD_LAYER], timeoutSeconds: 20, environment });
  started.push(one);
  return one;
}

afterAll(async () => Promise.all(started.map(async one => one.stop())));

const found = ({ logs }: InvocationResult) => guardLines(logs).findings.map(({ evidences: [evidence] }) => evidence!.data);
/** As the runtime client parses it: `__proto__` is a name like any other. */
const event = (json: string): object => JSON.parse(json) as object;

test.each([
  ['{"action":"merge","value":{"__proto__":{"admin":1}}}', 'planted admin on Object.prototype', '$.value.__proto__.admin~'],
  ['{"action":"merge","value":{"constructor":{"prototype":{"admin":1}}}}', 'planted admin on Object.prototype', '$.value.constructor.prototype.admin~'],
  ['{"action":"merge","value":{"list":{"__proto__":{"admin":1}}}}', 'planted admin on Array.prototype', '$.value.list.__proto__.admin~'],
  ['{"action":"merge","value":{"__proto__":{"toString":"x"}}}', 'replaced toString on Object.prototype', '$.value.__proto__.toString~'],
  ['{"action":"merge","value":{"list":{"__proto__":{"map":"x"}}}}', 'replaced map on Array.prototype', '$.value.list.__proto__.map~'],
  ['{"action":"separate","holder":"__proto__","name":"admin","value":"x"}', 'planted admin on Object.prototype', '$.name'],
  ['{"action":"path","path":"__proto__.admin","value":"x"}', 'planted admin on Object.prototype', '$.path'],
  ['{"action":"path","path":"call.__proto__.admin","value":"x"}', 'planted admin on Function.prototype', '$.path'],
  ['{"action":"path","path":"constructor.prototype.admin","value":"x"}', 'planted admin on Object.prototype', '$.path'],
])('%s: refused, taken back, and told', async (json, change, inputPath) => {
  const guarded = await start();
  const answer = await guarded.invoke(event(json));
  expect(answer.error).toBeDefined();
  expect(found(answer)).toEqual([expect.objectContaining({ detector: 'prototype', sink: 'prototypes', change, inputPath })]);
  const after = await guarded.invoke({ action: 'none', names: ['admin', 'toString', 'map'] });
  expect(found(after)).toEqual([]);
  expect(JSON.parse(after.payload)).toEqual([
    ['undefined', 'undefined', 'undefined'],
    ['function toString() ', 'function toString() ', 'function toString() '],
    ['undefined', 'function map() { [na', 'undefined'],
  ]);
});

test.each(['exec', 'spawn'])('a child process that would inherit what was planted is refused: %s', async then => {
  const guarded = await start({ blockedAnswer: 'handler' });
  const answer = await guarded.invoke(event(`{"action":"merge","value":{"__proto__":{"NODE_OPTIONS":"--require /tmp/x"}},"then":"${then}"}`));
  expect(answer.error).toMatchObject({ errorType: 'BlockedOperationError' });
  expect((await guarded.invoke({ action: 'none', then: 'exec' })).payload).not.toContain('/tmp/x');
});

test('report: told once, and everything stays', async () => {
  const guarded = await start({}, 'report');
  const answer = await guarded.invoke(event('{"action":"merge","value":{"__proto__":{"admin":1,"other":2}},"names":["admin","other"]}'));
  expect(JSON.parse(answer.payload)).toEqual([['1', '1', '1'], ['2', '2', '2']]);
  expect(found(answer)).toHaveLength(1);
  expect(found(await guarded.invoke({ action: 'none' }))).toEqual([]);
});

test.each([
  ['what the app itself plants', '{"action":"own","name":"mine","names":["mine"]}', [['of the app', 'of the app', 'of the app']]],
  ['a getter on texts', '{"action":"getter","__proto__":{"other":1},"red":"constructor.prototype","names":[]}', []],
  ['a name in prose', '{"action":"own","name":"mine","text":"the constructor\'s prototype","names":["mine"]}', [['of the app', 'of the app', 'of the app']]],
])('left alone: %s', async (_, json, expected) => {
  const guarded = await start();
  const answer = await guarded.invoke(event(json));
  expect([JSON.parse(answer.payload), found(answer)]).toEqual([expected, []]);
});

test('an exemption holds: the handler answers, and what it planted stays', async () => {
  const guarded = await start({ exemptions: [{ detector: 'prototype', parameter: '$.value' }] });
  const answer = await guarded.invoke(event('{"action":"merge","value":{"__proto__":{"admin":1}},"names":["admin"]}'));
  expect([JSON.parse(answer.payload), found(answer)]).toEqual([[['1', '1', '1']], []]);
});
