import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startFunction, type LocalFunction } from '../../../../local-runtime';
import { guardFile } from '../../../../src/contract/environment';
import { GUARD_LAYER } from '../../guard-layer';
import { guardLines } from '../../suite/guard-lines';

/**
 * Plants a name on `Object.prototype` on its own, works on, and leaves it there when it answers: so that every step of the
 * next event's way is gone on a polluted prototype as well.
 */
const CODE = `
  const { execSync } = require('node:child_process');
  const fs = require('node:fs');
  const http = require('node:http');
  const net = require('node:net');
  const plain = http.createServer((request, answer) => answer.end(request.url)).listen(0, '127.0.0.1').unref();
  const redis = net.createServer(socket => socket.on('data', bytes => socket.end(String(bytes)))).listen(0, '127.0.0.1').unref();
  const attempt = async work => { try { return await work(); } catch (error) { return error.code ?? error.name; } };
  const get = path => new Promise((done, fail) => http.get({ host: '127.0.0.1', port: plain.address().port, path, agent: false }, answer => {
    let text = '';
    answer.on('data', chunk => { text += chunk; }).on('end', () => done(text));
  }).on('error', fail));
  const command = text => new Promise((done, fail) => {
    const socket = net.connect(redis.address().port, '127.0.0.1').on('error', fail);
    let got = '';
    socket.on('data', bytes => { got += bytes; }).on('end', () => done(got));
    socket.write('*3\\r\\n$4\\r\\nEVAL\\r\\n$' + text.length + '\\r\\n' + text + '\\r\\n$1\\r\\n0\\r\\n');
  });
  let planted;
  exports.handler = async ({ emas, file, argument, script }) => {
    if (planted !== undefined) delete Object.prototype[planted];
    planted = emas && [...emas].reverse().join('');
    if (planted) Object.prototype[planted] = 'planted';
    const answers = [
      await attempt(() => execSync('echo ' + argument).toString()),
      await attempt(() => fs.readFileSync(__dirname + '/' + file, 'utf8').length),
      await attempt(() => fs.promises.readFile(__dirname + '/' + file, 'utf8').then(text => text.length)),
      await attempt(() => get('/a/' + file)),
      await attempt(() => command("return '" + script + "'")),
    ];
    return { statusCode: 200, headers: { 'content-type': 'text/html' }, body: '<p>' + JSON.stringify(answers) };
  };
`;
const BENIGN = { file: 'index.js', argument: 'hello', script: 'hello' };
const ATTACK = { file: '../../x/index.js', argument: '$(id)', script: "' .. redis.call('flushall') .. '" };

/** Options of Node's own functions for child processes, files and sockets: planted, they change what those do. */
const OF_NODE: readonly string[] = ['input', 'connect', 'highWaterMark', 'path'];

/** Every name that the guard's own code reads of an object. */
function namesRead(): string[] {
  const sources = ['guard.cjs', 'inspection.cjs', 'wire.cjs', 'structure.cjs'].map(file => readFileSync(join(GUARD_LAYER, 'serverless-guard', file), 'utf8'));
  const names = sources.flatMap(source => [...source.matchAll(/[.{,]([a-zA-Z_$][\w$]*)/g)].map(([, name]) => name!));
  return [...new Set(['return', 'throw', 'writable', 'enumerable', ...names])].filter(name => !(name in Object.prototype) && !OF_NODE.includes(name)).sort();
}

const backwards = (name: string): string => [...name].reverse().join('');

const start = async (isGuarded: boolean): Promise<LocalFunction> => startFunction({
  code: { inline: CODE },
  handler: 'index.handler',
  timeoutSeconds: 20,
  ...isGuarded && { layers: [GUARD_LAYER], environment: { NODE_OPTIONS: `--require ${guardFile('preload')}`, SERVERLESS_GUARD_POLICY: '{"version":1,"blockedAnswer":"handler"}' } },
});

const answerOf = ({ payload }: { payload: string }): string => payload.replace(/RequestId: \S+/, '');

let guarded: LocalFunction;
let plain: LocalFunction;

beforeAll(async () => {
  [guarded, plain] = await Promise.all([start(true), start(false)]);
});

afterAll(async () => Promise.all([guarded.stop(), plain.stop()]));

test('the app works as without the guard, whichever name that the guard reads is planted on Object.prototype', async () => {
  const usual = [answerOf(await guarded.invoke(BENIGN)), answerOf(await plain.invoke(BENIGN))];
  const wrong: unknown[] = [];
  for (const name of namesRead()) {
    const answer = await guarded.invoke({ ...BENIGN, emas: backwards(name) });
    const errors = guardLines(answer.logs).metrics.flatMap(({ GuardErrors, where, error }) => (GuardErrors ? [[where, error]] : []));
    if (answerOf(answer) === usual[0] && errors.length === 0) continue;
    const without = answerOf(await plain.invoke({ ...BENIGN, emas: backwards(name) }));
    /* Some names are options of Node's own: without the guard the app fails at them as well. */
    if (without === usual[1]) wrong.push({ name, answer: answerOf(answer), errors });
  }
  expect(wrong).toEqual([]);
}, 120_000);

test('attacks are refused, whichever name is planted', async () => {
  const missed: unknown[] = [];
  for (const name of namesRead().filter((_, index) => index % 3 === 0)) {
    const { payload } = await guarded.invoke({ ...ATTACK, emas: backwards(name) });
    const refused = payload.match(/ERR_SERVERLESS_GUARD_BLOCKED|REFUSED/g) ?? [];
    if (refused.length === 5) continue;
    const without = await plain.invoke({ ...ATTACK, emas: backwards(name) });
    /* Some of Node's own functions fail at the name, so that nothing was asked. */
    if (without.payload.includes('uid=') && without.payload.includes('flushall')) missed.push({ name, payload });
  }
  expect(missed).toEqual([]);
}, 120_000);
