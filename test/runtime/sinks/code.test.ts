import { guardFile } from '../../../src/contract/environment';
import { cleanUp, folderWith, start } from '../../local-runtime/function-under-test';
import { GUARD_LAYER } from '../guard-layer';

const CODE = {
  'index.js': `
    const inspector = require('node:inspector');
    const actions = {
      evaluate: text => { const own = 40; return eval('[own + 2, ' + text + ']'); },
      twice: text => [1, 2].map(() => { try { return eval('[' + text + ']'); } catch (error) { return error.name; } }),
      literal: text => eval(JSON.stringify(text)),
      generate: text => new Function('return ' + text)(),
      statement: () => { debugger; return eval('debugger; 5'); },
      sourceUrl: text => eval('[' + text + ']\\n//# sourceURL=/var/task/index.js'),
      profile: text => {
        const session = new inspector.Session();
        session.connect();
        session.post('Debugger.enable');
        session.post('Profiler.enable');
        session.post('Profiler.start');
        const answer = eval('[' + text + ']');
        let nodes = 0;
        session.post('Profiler.stop', (_error, { profile }) => { nodes = profile.nodes.length; });
        session.disconnect();
        return [answer, nodes > 0];
      },
      replaced: text => {
        const before = globalThis.eval;
        globalThis.eval = code => 'replaced ' + code;
        const answer = eval(text);
        globalThis.eval = before;
        return answer;
      },
    };
    exports.handler = async ({ action, text }) => actions[action](text);
  `,
  'bare.js': 'exports.handler = async () => process.moduleLoadList.includes("NativeModule inspector");',
  // A package that does at its start what many do, and takes nothing that could judge later.
  'packages.js': `
    const required = eval('quire'.replace(/^/, 're'))('node:path');
    const all = { '%eval%': eval, '%Function%': Function };
    const root = Function('return this')();
    exports.handler = async ({ text }) => [required.basename('/a/b'), typeof all['%eval%'], root === globalThis, all['%eval%'](text)];
  `,
};

const ATTACK = '(() => process.env.AWS_REGION)()';

let code = '';
beforeAll(() => { code = folderWith(CODE); });
afterAll(cleanUp);

const guarded = async (handler = 'index.handler', nodeOptions = '', environment: Record<string, string> = {}) => start({
  code, handler, layers: [GUARD_LAYER], environment: { NODE_OPTIONS: `--require ${guardFile('preload')} ${nodeOptions}`, SERVERLESS_GUARD_MODE: 'block', ...environment },
});

const invoke = async (action: string, text: string, started = guarded()) => {
  const { payload, error, logs } = await (await started).invoke({ action, text });
  return { answer: error ? error.errorType : JSON.parse(payload) as unknown, logs };
};

test('the first direct eval of a process is judged before it runs, and sees its caller\'s variables', async () => {
  expect((await invoke('evaluate', ATTACK)).answer).toBe('BlockedOperationError');
  expect((await invoke('evaluate', '1')).answer).toEqual([42, 1]);
});

test('each evaluation of the same text is refused, and the text is free again in another event', async () => {
  const started = guarded();
  expect((await invoke('twice', ATTACK, started)).answer).toBe('BlockedOperationError');
  expect((await invoke('twice', '1', started)).answer).toEqual([[1], [1]]);
  expect((await invoke('evaluate', '2', started)).answer).toEqual([42, 2]);
});

test('a name that code gives itself hides nothing', async () => {
  expect((await invoke('sourceUrl', ATTACK)).answer).toBe('BlockedOperationError');
});

test('a literal is a value, however much it looks like code', async () => {
  expect((await invoke('literal', `${ATTACK}"; process.exit()`)).answer).toBe(`${ATTACK}"; process.exit()`);
});

test('a debugger statement does not stop the process once evals are watched', async () => {
  const started = guarded();
  expect((await invoke('evaluate', '1', started)).answer).toEqual([42, 1]);
  expect((await invoke('statement', '', started)).answer).toBe(5);
});

test('an app that debugs and profiles itself does so still, and is guarded', async () => {
  const started = guarded();
  expect((await invoke('profile', '1', started)).answer).toEqual([[1], true]);
  expect((await invoke('profile', ATTACK, started)).answer).toBe('BlockedOperationError');
});

test('beside a debugger that is attached from outside', async () => {
  const started = guarded('index.handler', '--inspect=127.0.0.1:0');
  expect((await invoke('evaluate', ATTACK, started)).answer).toBe('BlockedOperationError');
  expect((await invoke('evaluate', '1', started)).answer).toEqual([42, 1]);
});

test('an app may put its own function in the place of eval', async () => {
  expect((await invoke('replaced', '1')).answer).toBe('replaced 1');
});

test('in Managed Instances, where several events are in flight', async () => {
  const started = guarded('index.handler', '', { AWS_LAMBDA_MAX_CONCURRENCY: '8' });
  expect((await invoke('evaluate', ATTACK, started)).answer).toBe('BlockedOperationError');
  expect((await invoke('generate', ATTACK, started)).answer).toBe('BlockedOperationError');
});

test('nothing of the inspector is loaded for a function that evaluates nothing', async () => {
  const { payload } = await (await guarded('bare.handler')).invoke({});
  expect(JSON.parse(payload)).toBe(false);
});

test('what packages take while they are loaded works, and is judged', async () => {
  const started = await guarded('packages.handler');
  expect(JSON.parse((await started.invoke({ text: '1 + 1' })).payload)).toEqual(['b', 'function', true, 2]);
  expect((await started.invoke({ text: ATTACK })).error?.errorType).toBe('BlockedOperationError');
});

describe('beside the Permission Model', () => {
  const flag = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';
  const started = guarded.bind(undefined, 'index.handler', `${flag} --allow-fs-read=* --allow-addons`);

  test('code is generated as ever, constructors are guarded, and direct evals are told to be not covered', async () => {
    const running = started();
    expect((await invoke('evaluate', '1', running)).answer).toEqual([42, 1]);
    expect((await invoke('generate', ATTACK, running)).answer).toBe('BlockedOperationError');
    expect((await invoke('evaluate', '1', running)).logs).not.toContain('GuardErrors');
  });

  test('the heartbeat says so', async () => {
    const running = started();
    await invoke('evaluate', '1', running);
    expect((await invoke('evaluate', '1', running)).logs).toContain('--allow-inspector');
  });
});
