import { cleanUp, invokeOnce } from './function-under-test';

afterEach(cleanUp);

const stream = async (body: string) => invokeOnce({ 'index.js': `exports.handler = awslambda.streamifyResponse(async (event, stream, context) => { ${body} })` }, 'index.handler', { n: 1 });

describe('streamed answers', () => {
  test('are the bytes that were written', async () => {
    const result = await stream('stream.write("one "); await new Promise(done => setTimeout(done, 10)); stream.write({ n: event.n }); stream.end(" two");');
    expect(result).toMatchObject({ payload: 'one {"n":1} two', streamed: true });
    expect(result.prelude).toBeUndefined();
    expect(result.error).toBeUndefined();
  });

  test('carry an HTTP prelude', async () => {
    const result = await stream('stream = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { "x-a": "b" } }); stream.write("body"); stream.end();');
    expect(result).toMatchObject({ payload: 'body', streamed: true, prelude: { statusCode: 201, headers: { 'x-a': 'b' } } });
  });

  test('may have a prelude and no body', async () => {
    expect(await stream('awslambda.HttpResponseStream.from(stream, { statusCode: 204 }).end();')).toMatchObject({ payload: '', prelude: { statusCode: 204 } });
  });

  test('take a pipeline', async () => {
    expect((await stream('await require("node:stream/promises").pipeline(require("node:stream").Readable.from(["a", "b"]), stream);')).payload).toBe('ab');
  });

  test('tell the error that broke them off', async () => {
    const result = await stream('stream.write("one"); throw new TypeError("broken off");');
    expect(result).toMatchObject({ payload: 'one', streamed: true, error: { errorType: 'TypeError', errorMessage: 'broken off' } });
  });

  test('tell an error before the first byte', async () => {
    expect(await stream('throw new TypeError("not begun");')).toMatchObject({ payload: '', streamed: true, error: { errorType: 'TypeError', errorMessage: 'not begun' } });
  });

  test('ignore a returned value, with a warning', async () => {
    const result = await stream('stream.end("body"); return 5;');
    expect(result.payload).toBe('body');
    expect(result.logs).toContain('Streaming handlers ignore return values.');
  });
});

test('streamifyResponse marks the handler with the symbols of the real client', async () => {
  const { payload } = await invokeOnce({
    'index.js': `const handler = awslambda.streamifyResponse(async () => {}, { highWaterMark: 99 });
      exports.handler = async () => [handler[Symbol.for('aws.lambda.runtime.handler.streaming')], handler[Symbol.for('aws.lambda.runtime.handler.streaming.highWaterMark')]]`,
  }, 'index.handler');
  expect(JSON.parse(payload)).toEqual(['response', 99]);
});
