import { cleanUp, folderWith, invokeOnce, start } from './function-under-test';

afterEach(cleanUp);

const hasCallback = Number(process.versions.node.split('.')[0]) < 24;

describe('answers', () => {
  test('get the event and a context', async () => {
    const { payload, requestId } = await invokeOnce({
      'index.js': `exports.handler = async (event, context) => ({
        event, id: context.awsRequestId, name: context.functionName, arn: context.invokedFunctionArn, left: context.getRemainingTimeInMillis() > 0,
      })`,
    }, 'index.handler', { order: 7 }, { name: 'orders' });
    expect(JSON.parse(payload)).toEqual({
      event: { order: 7 }, id: requestId, name: 'orders', arn: 'arn:aws:lambda:eu-central-1:111122223333:function:orders', left: true,
    });
  });

  test('are null where nothing is returned', async () => {
    expect((await invokeOnce({ 'index.js': 'exports.handler = async () => {}' }, 'index.handler')).payload).toBe('null');
  });

  test('that JSON cannot hold are an error', async () => {
    const { error } = await invokeOnce({ 'index.js': 'exports.handler = async () => 5n' }, 'index.handler');
    expect(error).toMatchObject({ errorType: 'Runtime.JSONStringifyError', errorMessage: 'Unable to stringify response body' });
  });

  test('come one at a time, in order, from one process', async () => {
    const counter = await start({ code: folderWith({ 'index.js': 'let n = 0; exports.handler = async event => [event, ++n, process.pid]' }), handler: 'index.handler' });
    const answers = (await Promise.all(['a', 'b', 'c'].map(async event => counter.invoke(event)))).map(({ payload }) => JSON.parse(payload));
    expect(answers.map(([event, n]) => [event, n])).toEqual([['a', 1], ['b', 2], ['c', 3]]);
    expect(new Set(answers.map(([,, pid]) => pid)).size).toBe(1);
  });
});

describe('errors', () => {
  test('carry type, message and trace', async () => {
    const { error, payload, logs } = await invokeOnce({ 'index.js': 'exports.handler = async () => { throw new TypeError("no order"); }' }, 'index.handler');
    expect(error).toMatchObject({ errorType: 'TypeError', errorMessage: 'no order' });
    expect(error?.trace?.[0]).toBe('TypeError: no order');
    expect(error?.trace?.[1]).toContain('index.js:1');
    expect(JSON.parse(payload)).toEqual(error);
    expect(logs).toContain('Invoke Error');
  });

  test('may refer to themselves', async () => {
    const { error } = await invokeOnce({ 'index.js': 'exports.handler = async () => { const e = new Error("circular"); e.self = e; throw e; }' }, 'index.handler');
    expect(error).toMatchObject({ errorType: 'Error', errorMessage: 'circular' });
  });

  test('may be anything', async () => {
    const { error } = await invokeOnce({ 'index.js': 'exports.handler = async () => { throw "text"; }' }, 'index.handler');
    expect(error).toEqual({ errorType: 'string', errorMessage: 'text', trace: [] });
  });
});

describe('the environment ends', () => {
  test('with an exit; the next invocation starts a new process', async () => {
    const code = folderWith({ 'index.js': 'let n = 0; exports.handler = async event => { n++; if (event.exit) process.exit(3); return n; }' });
    const fragile = await start({ code, handler: 'index.handler' });
    expect((await fragile.invoke({})).payload).toBe('1');
    const { error } = await fragile.invoke({ exit: true });
    expect(error?.errorType).toBe('Runtime.ExitError');
    expect(error?.errorMessage).toMatch(/Error: Runtime exited with error: exit status 3$/);
    expect((await fragile.invoke({})).payload).toBe('1');
  });

  test('with a time-out', async () => {
    const slow = await start({ code: folderWith({ 'index.js': 'exports.handler = async event => event.hang ? new Promise(() => setTimeout(() => {}, 60000)) : "ok"' }), handler: 'index.handler', timeoutSeconds: 1 });
    const { error } = await slow.invoke({ hang: true });
    expect(error?.errorType).toBe('Sandbox.Timedout');
    expect(error?.errorMessage).toMatch(/Task timed out after 1\.00 seconds$/);
    expect((await slow.invoke({})).payload).toBe('"ok"');
  });

  test('with stop(), after which invoking is refused', async () => {
    const stopped = await start({ code: folderWith({ 'index.js': 'exports.handler = async () => 1' }), handler: 'index.handler' });
    await stopped.invoke({});
    await stopped.stop();
    await stopped.stop();
    await expect(stopped.invoke({})).rejects.toThrow('invoked after stop()');
  });
});

(hasCallback ? describe : describe.skip)('callbacks, before Node 24', () => {
  test.each([
    ['callback(null, answer)', '(event, context, callback) => { callback(null, { n: 1 }); }', '{"n":1}'],
    ['an answer waits for the event loop', '(event, context, callback) => { const seen = []; setTimeout(() => seen.push("late"), 20); callback(null, seen); }', '["late"]'],
    ['unless told not to', '(event, context, callback) => { context.callbackWaitsForEmptyEventLoop = false; const seen = []; setTimeout(() => seen.push("late"), 2000); callback(null, seen); }', '[]'],
    ['context.succeed', '(event, context) => { context.succeed({ n: 2 }); }', '{"n":2}'],
    ['nothing is answered', '() => 5', 'null'],
  ])('%s', async (_, handler, payload) => {
    expect((await invokeOnce({ 'index.js': `exports.handler = ${handler}` }, 'index.handler')).payload).toBe(payload);
  });

  test('callback(error)', async () => {
    const { error } = await invokeOnce({ 'index.js': 'exports.handler = (event, context, callback) => callback(new RangeError("no"))' }, 'index.handler');
    expect(error).toMatchObject({ errorType: 'RangeError', errorMessage: 'no' });
  });
});

(hasCallback ? test.skip : test)('a handler with three parameters is refused from Node 24 on', async () => {
  const { error } = await invokeOnce({ 'index.js': 'exports.handler = (event, context, callback) => callback(null, 1)' }, 'index.handler');
  expect(error?.errorType).toBe('Runtime.CallbackHandlerDeprecated');
});
