import { cleanUp, folderWith, invokeOnce, start, type Files } from './function-under-test';

afterEach(cleanUp);

describe('a handler is found', () => {
  test.each<[string, Files, string]>([
    ['in a CommonJS module', { 'index.js': 'exports.handler = async () => "ok"' }, 'index.handler'],
    ['in an .mjs module after its top-level await', { 'index.mjs': 'const answer = await Promise.resolve("ok"); export const handler = async () => answer' }, 'index.handler'],
    ['in a .cjs module', { 'index.cjs': 'exports.handler = async () => "ok"' }, 'index.handler'],
    ['in a .js module of type module, in a sub-folder', { 'package.json': '{"type":"module"}', 'src/app.js': 'export const handler = async () => "ok"' }, 'src/app.handler'],
    ['in a file without an extension', { index: 'exports.handler = async () => "ok"' }, 'index.handler'],
    ['in .js before .mjs', { 'index.js': 'exports.handler = async () => "ok"', 'index.mjs': 'export const handler = async () => "wrong file"' }, 'index.handler'],
    ['below nested exports', { 'index.js': 'exports.api = { orders: { create: async () => "ok" } }' }, 'index.api.orders.create'],
    ['behind a non-configurable getter, as bundlers write exports', { 'index.js': 'Object.defineProperty(exports, "handler", { enumerable: true, get: () => async () => "ok" })' }, 'index.handler'],
    ['in a package of the code', { 'node_modules/app/index.js': 'exports.handler = async () => "ok"' }, 'app.handler'],
  ])('%s', async (_, files, handler) => {
    const { payload, error } = await invokeOnce(files, handler);
    expect(error).toBeUndefined();
    expect(payload).toBe('"ok"');
  });

  test('by an absolute path in a layer, with /opt rewritten', async () => {
    const layer = folderWith({ 'tools/wrapped.mjs': 'export const handler = async () => "from the layer"' });
    const { payload } = await (await start({ code: folderWith({}), handler: '/opt/tools/wrapped.handler', layers: [layer] })).invoke({});
    expect(payload).toBe('"from the layer"');
  });

  test('where a preload put it: _HANDLER is read after preloads ran', async () => {
    const layer = folderWith({ 'preload.cjs': 'process.env._HANDLER = "other.handler"' });
    const { payload } = await invokeOnce(
      { 'index.js': 'exports.handler = async () => "index"', 'other.js': 'exports.handler = async () => "other"' },
      'index.handler', {}, { layers: [layer], environment: { NODE_OPTIONS: '--require /opt/preload.cjs' } },
    );
    expect(payload).toBe('"other"');
  });

  test('in inline code', async () => {
    const { payload } = await (await start({ code: { inline: 'exports.handler = async () => "inline"' }, handler: 'index.handler' })).invoke({});
    expect(payload).toBe('"inline"');
  });
});

describe('a handler that cannot be loaded is an error of the initialisation', () => {
  test.each<[string, Files, string, string, string]>([
    ['no such module', {}, 'index.handler', 'Runtime.ImportModuleError', "Error: Cannot find module 'index'"],
    ['a dependency is missing', { 'index.js': 'require("not-installed")' }, 'index.handler', 'Runtime.ImportModuleError', "Error: Cannot find module 'not-installed'"],
    ['no such export', { 'index.js': 'exports.other = 1' }, 'index.handler', 'Runtime.HandlerNotFound', 'index.handler is undefined or not exported'],
    ['no function', { 'index.js': 'exports.handler = 1' }, 'index.handler', 'Runtime.HandlerNotFound', 'index.handler is not a function'],
    ['a syntax error', { 'index.js': 'exports.handler = async ( =>' }, 'index.handler', 'Runtime.UserCodeSyntaxError', "SyntaxError: Unexpected token '=>'"],
    ['a syntax error in an ES module', { 'index.mjs': 'export const handler = (;' }, 'index.handler', 'Runtime.UserCodeSyntaxError', "SyntaxError: Unexpected token ';'"],
    ['the module throws', { 'index.js': 'throw new RangeError("at load")' }, 'index.handler', 'RangeError', 'at load'],
    ['the module throws a string', { 'index.js': 'throw "at load"' }, 'index.handler', 'string', 'at load'],
    ['no dot in the handler', {}, 'index', 'Runtime.MalformedHandlerName', 'Bad handler'],
    ['a parent folder in the handler', {}, '../index.handler', 'Runtime.MalformedHandlerName', "'../index.handler' is not a valid handler name"],
  ])('%s', async (_, files, handler, errorType, message) => {
    const { error, payload, streamed, logs } = await invokeOnce(files, handler);
    expect(error?.errorType).toBe(errorType);
    expect(error?.errorMessage).toContain(message);
    expect(JSON.parse(payload)).toEqual(error);
    expect(streamed).toBe(false);
    expect(logs).toContain('Init Error');
  });

  test('and stays one with the next invocation, in a new process', async () => {
    const broken = await start({ code: folderWith({ 'index.js': 'throw new Error(String(process.pid))' }), handler: 'index.handler' });
    const first = await broken.invoke({});
    const second = await broken.invoke({});
    expect(second.error?.errorType).toBe('Error');
    expect(second.error?.errorMessage).not.toBe(first.error?.errorMessage);
  });
});
