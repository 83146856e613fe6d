import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { guardFile } from '../../../src/contract/environment';
import { cleanUp, folderWith, start } from '../../local-runtime/function-under-test';
import { GUARD_LAYER } from '../guard-layer';

/** The function of the user: says which handler it believes to be, and runs a command with its input in it. */
const CODE = {
  'index.js': `
    const { execSync } = require('node:child_process');
    exports.handler = async ({ text }) => ({ said: execSync('echo ' + text).toString().trim(), tool: globalThis.tool, handler: process.env._HANDLER });
  `,
};

/** Stands before the user's handler, which it finds in a variable, and adds to its answer, as tracing tools do. */
const TOOL_HANDLER = `
  exports.handler = async (event, context) => {
    const [file, name] = process.env.TOOL_HANDLER.split('.');
    const answer = await require(process.env.LAMBDA_TASK_ROOT + '/' + file)[name](event, context);
    return { ...answer, traced: true };
  };
`;

/** What the layers of other tools do, each with the variables and the handler that their installation sets. */
const TOOLS: Record<string, { files: Record<string, string>; handler?: string; environment?: Record<string, string>; adds: object }> = {
  'an exec wrapper that adds to NODE_OPTIONS': {
    files: {
      'tool/wrapper': '#!/bin/sh\nexport NODE_OPTIONS="$NODE_OPTIONS --require $(dirname "$0")/hook.cjs"\nexec "$@"\n',
      // OpenTelemetry instruments the module that it finds here.
      'tool/hook.cjs': 'globalThis.tool = process.env._HANDLER;',
    },
    environment: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/tool/wrapper' },
    adds: { tool: 'index.handler' },
  },
  'an exec wrapper that puts its handler before the user\'s': {
    files: {
      'tool/wrapper': '#!/bin/sh\nexport TOOL_HANDLER="$_HANDLER"\nexport _HANDLER="$(dirname "$0")/handler.handler"\nexec "$@"\n',
      'tool/handler.js': TOOL_HANDLER,
    },
    environment: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/tool/wrapper' },
    adds: { traced: true },
  },
  'a handler before the user\'s': {
    files: { 'nodejs/node_modules/tool/handler.js': TOOL_HANDLER },
    handler: '/opt/nodejs/node_modules/tool/handler.handler',
    environment: { TOOL_HANDLER: 'index.handler' },
    adds: { traced: true },
  },
  'a preload that replaces what Node runs next': {
    files: { 'tool/hook.cjs': "const run = require('node:module').runMain; require('node:module').runMain = main => { globalThis.tool = 'first'; run(main); };" },
    environment: { NODE_OPTIONS: `--require ${guardFile('preload')} --require /opt/tool/hook.cjs` },
    adds: { tool: 'first' },
  },
  'a module that NODE_OPTIONS imports': {
    files: { 'tool/hook.mjs': "globalThis.tool = 'imported';" },
    environment: { NODE_OPTIONS: `--require ${guardFile('preload')} --import /opt/tool/hook.mjs` },
    adds: { tool: 'imported' },
  },
};

afterAll(cleanUp);

describe.each(Object.entries(TOOLS))('beside %s', (_, { files, handler = 'index.handler', environment, adds }) => {
  const invoke = async (event: object) => {
    const layer = folderWith(files);
    if ('tool/wrapper' in files) chmodSync(join(layer, 'tool', 'wrapper'), 0o755);
    const started = await start({
      code: folderWith(CODE), handler, layers: [GUARD_LAYER, layer], environment: { NODE_OPTIONS: `--require ${guardFile('preload')}`, SERVERLESS_GUARD_MODE: 'block', ...environment },
    });
    return started.invoke(event);
  };

  test('both do their work on an honest event', async () => {
    const { payload, logs } = await invoke({ text: 'hello' });
    expect(JSON.parse(payload)).toMatchObject({ said: 'hello', ...adds });
    expect(logs).toContain('"Heartbeat":1');
  });

  test('an attack is blocked', async () => {
    const { error, logs } = await invoke({ text: 'hello; id' });
    expect(error?.errorType).toBe('BlockedOperationError');
    expect(logs).toContain('"AttacksBlocked":1');
  });
});
