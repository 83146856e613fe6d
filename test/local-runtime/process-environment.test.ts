import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, folderWith, invokeOnce, start } from './function-under-test';

afterEach(cleanUp);

const ECHO = { 'index.js': 'exports.handler = async () => process.env' };

describe('variables', () => {
  test('are built from scratch', async () => {
    process.env.LEAKED_FROM_THE_PARENT = 'yes';
    const { payload } = await invokeOnce(ECHO, 'index.handler', {}, { environment: { TABLE: 'orders' }, name: 'orders', memoryMiB: 256 });
    delete process.env.LEAKED_FROM_THE_PARENT;
    const variables = JSON.parse(payload);
    expect(variables).toMatchObject({ TABLE: 'orders', AWS_LAMBDA_FUNCTION_NAME: 'orders', AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256', _HANDLER: 'index.handler', AWS_REGION: 'eu-central-1' });
    expect(variables).not.toHaveProperty('LEAKED_FROM_THE_PARENT');
  });

  test('have /opt and /var/task rewritten, whole segments only', async () => {
    const code = folderWith(ECHO);
    const echo = await start({
      code,
      handler: 'index.handler',
      environment: { A: '/opt/bin:/opt:/var/task/x', B: '--flag=/opt/lib "/opt/q"', C: '/optional /srv/opt ./opt/x https://host/opt/x /var/tasks', D: '-C /var/task' },
    });
    const { A, B, C, D } = JSON.parse((await echo.invoke({})).payload);
    const opt = join(echo.root, 'opt');
    expect(A).toBe(`${opt}/bin:${opt}:${code}/x`);
    expect(B).toBe(`--flag=${opt}/lib "${opt}/q"`);
    expect(C).toBe('/optional /srv/opt ./opt/x https://host/opt/x /var/tasks');
    expect(D).toBe(`-C ${code}`);
  });
});

describe('layers', () => {
  test('are merged in order, and gone with stop()', async () => {
    const layers = [folderWith({ 'a.txt': 'first', 'b.txt': 'first' }), folderWith({ 'b.txt': 'second' })];
    const reader = await start({ code: folderWith({ 'index.js': 'const { readFileSync } = require("fs"); exports.handler = async () => ["a", "b"].map(n => readFileSync(process.env.DATA + n + ".txt", "utf8"))' }), handler: 'index.handler', layers, environment: { DATA: '/opt/' } });
    expect((await reader.invoke({})).payload).toBe('["first","second"]');
    await reader.stop();
    expect(existsSync(reader.root)).toBe(false);
  });

  test('give packages to the function', async () => {
    const layer = folderWith({ 'nodejs/node_modules/shared/index.js': 'module.exports = "shared"' });
    expect((await invokeOnce({ 'index.js': 'exports.handler = async () => require("shared")' }, 'index.handler', {}, { layers: [layer] })).payload).toBe('"shared"');
  });
});

test('an exec wrapper starts the client', async () => {
  const layer = folderWith({ 'wrap/exec': '#!/bin/sh\nexport WRAPPED="$(dirname "$0")"\nexec "$@"\n' });
  chmodSync(join(layer, 'wrap/exec'), 0o755);
  const wrapped = await start({ code: folderWith({ 'index.js': 'exports.handler = async () => process.env.WRAPPED' }), handler: 'index.handler', layers: [layer], environment: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/wrap/exec' } });
  expect((await wrapped.invoke({})).payload).toBe(JSON.stringify(join(wrapped.root, 'opt', 'wrap')));
});

test('an exec wrapper that is not there ends the environment', async () => {
  const { error } = await invokeOnce(ECHO, 'index.handler', {}, { environment: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/nothing' } });
  expect(error?.errorType).toBe('Runtime.ExitError');
});

describe('console output', () => {
  const CHATTY = { 'index.js': 'console.log("cold"); exports.handler = async event => { console.log("n", event.n, { a: 1 }); console.debug("two\\nlines"); console.error(new RangeError("x")); process.stdout.write("raw\\n"); }' };

  test('is one tab-separated line each in text format', async () => {
    const chatty = await start({ code: folderWith(CHATTY), handler: 'index.handler' });
    const first = await chatty.invoke({ n: 1 });
    const lines = first.logs.trimEnd().split('\n').map(line => line.split('\t'));
    expect(lines[0]?.slice(1)).toEqual(['-', 'INFO', 'cold']);
    expect(lines[1]?.slice(1)).toEqual([first.requestId, 'INFO', 'n 1 { a: 1 }']);
    expect(lines[2]?.slice(2)).toEqual(['DEBUG', 'two\rlines']);
    expect(lines[3]?.[3]).toMatch(/^RangeError: x\r/);
    expect(lines[4]).toEqual(['raw']);
    expect((await chatty.invoke({ n: 2 })).logs).toMatch(/^[^\n]*\tINFO\tn 2 /);
  });

  test('is one JSON object each in JSON format, from the level up', async () => {
    const { logs, requestId } = await invokeOnce(CHATTY, 'index.handler', { n: 1 }, { logging: { format: 'JSON', level: 'INFO' } });
    const lines = logs.trimEnd().split('\n');
    expect(lines.pop()).toBe('raw');
    const objects = lines.map(line => JSON.parse(line));
    expect(objects.map(({ level }) => level)).toEqual(['INFO', 'INFO', 'ERROR']);
    expect(objects[1]).toMatchObject({ requestId, message: 'n 1 { a: 1 }' });
    expect(objects[2].message).toMatchObject({ errorType: 'RangeError', errorMessage: 'x' });
  });
});
