import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFunction, type LocalFunction } from '../../../local-runtime';
import { GUARD_ENVIRONMENT, guardFile } from '../../../src/contract/environment';
import type { DetectionFinding } from '../../../src/contract/finding';
import { GUARD_LAYER } from '../guard-layer';
import { guardLines } from '../suite/guard-lines';

/** Asks a neighbour as apps do. `port` is the app's own; `input` comes from the event. Answers with a body or an error's code. */
const CODE = `
  const http = require('node:http');
  const https = require('node:https');
  const { PORT: port } = process.env;
  const body = async answer => { let text = ''; for await (const chunk of answer) text += chunk; return text; };
  const ask = (get, ...args) => new Promise((done, fail) => get(...args).on('error', fail).on('response', answer => done(body(answer))));
  const lookup = (_, { all }, done) => setImmediate(() => (all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)));
  const atOnce = (_, { all }, done) => (all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4));
  const follow = (url, options) => new Promise((done, fail) => http.get(url, options).on('error', fail).on('response', answer => {
    answer.resume();
    done(ask(http.get, new URL(answer.headers.location, url)));
  }));
  const keepAlive = new http.Agent({ keepAlive: true });
  const connection = socket => new Promise((done, fail) => socket.on('connect', () => { socket.destroy(); done('connected'); }).on('error', fail));
  const actions = {
    fetch: async input => (await fetch(input)).text(),
    fetchUrl: async input => (await fetch(new URL(input))).text(),
    fetchRequest: async input => (await fetch(new Request(input))).text(),
    fetchHost: async input => (await fetch('http://' + input + ':' + port + '/secret')).text(),
    fetchPath: async input => (await fetch('http://localhost:' + port + '/public/' + input)).text(),
    fetchSuffix: async input => (await fetch('https://api.example.com' + input)).text(),
    http: async input => ask(http.get, input),
    httpOptions: async input => ask(http.get, { host: input, port, path: '/secret' }),
    httpNoAgent: async input => ask(http.get, { host: input, port, path: '/secret', agent: false }),
    httpCreated: async input => ask(http.get, { host: input, port, path: '/secret', agent: null, createConnection: require('node:net').connect }),
    httpPath: async input => ask(http.get, { host: 'localhost', port, path: '/public/' + input }),
    httpsSuffix: async input => ask(https.get, 'https://api.example.com' + input),
    httpsHost: async input => ask(https.get, 'https://' + input + ':' + port + '/secret'),
    rebound: async input => ask(http.get, input, { lookup }),
    reboundAtOnce: async input => ask(http.get, input, { lookup: atOnce }),
    keepAlive: async input => { await ask(http.get, { host: 'localhost', port, path: '/own', agent: keepAlive }); return ask(http.get, input, { agent: keepAlive }); },
    followed: async input => follow('http://' + input + ':' + port + '/redirect', { lookup }),
    fetchFollowed: async input => (await fetch('http://' + input + ':' + port + '/redirect')).text(),
    http2: async input => connection(require('node:http2').connect('http://' + input + ':' + port)),
    socket: async input => connection(require('node:net').connect(port, input)),
    socketOptions: async input => connection(require('node:net').connect({ host: input, port })),
    tls: async input => connection(require('node:tls').connect({ host: input, port })),
    own: async () => ask(http.get, process.env.ORDERS_URL),
  };
  exports.handler = async event => {
    const { action, input } = JSON.parse(event.body);
    try { return await actions[action](input); } catch (error) { return (error.cause ?? error).code; }
  };
`;

/** An API Gateway event: what a caller from outside sent. */
const REQUEST = { version: '2.0', routeKey: 'POST /ask', rawPath: '/ask', requestContext: { http: { method: 'POST', path: '/ask' } } };

const BLOCKED = 'ERR_SERVERLESS_GUARD_BLOCKED';

let code: string;
let server: Server;
let port: number;
let guarded: LocalFunction;

beforeAll(async () => {
  server = createServer((request, answer) => {
    if (request.url === '/redirect') answer.writeHead(302, { location: `http://127.0.0.1:${port}/secret` });
    answer.end(request.url);
  });
  await new Promise<void>(done => server.listen(0, 'localhost', done));
  ({ port } = server.address() as AddressInfo);
  code = mkdtempSync(join(tmpdir(), 'network-'));
  writeFileSync(join(code, 'index.js'), CODE);
  /* The handler's own answer tells what the function saw. */
  const environment = {
    NODE_OPTIONS: `--require ${guardFile('preload')}`,
    [GUARD_ENVIRONMENT.policy]: '{"version":1,"blockedAnswer":"handler"}',
    PORT: String(port),
    START: `http://start.example:${port}/redirect http://localhost:${port}/own`,
    ORDERS_URL: `http://localhost:${port}/own`,
  };
  guarded = await startFunction({ code, handler: 'index.handler', layers: [GUARD_LAYER], timeoutSeconds: 20, environment });
});

afterAll(async () => {
  await guarded.stop();
  server.close();
  server.closeAllConnections();
  rmSync(code, { recursive: true });
});

interface Answer {
  readonly answer: unknown;
  readonly findings: readonly DetectionFinding[];
}

async function call(action: string, input: string, more: object = {}): Promise<Answer> {
  const { payload, logs } = await guarded.invoke({ ...REQUEST, body: JSON.stringify({ action, input }), ...more });
  expect(logs).not.toContain('GuardErrors');
  return { answer: JSON.parse(payload) as unknown, findings: guardLines(logs).findings };
}

const url = (host: string, path = '/secret'): string => `http://${host}:${port}${path}`;

describe('refuses', () => {
  test.each(['fetch', 'fetchUrl', 'fetchRequest', 'http', 'keepAlive'])('%s of a URL that leads to the function itself', async action => {
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', 'LOCALHOST.']) {
      expect((await call(action, url(host))).answer).toBe(BLOCKED);
    }
  });

  test.each(['fetchHost', 'httpOptions', 'httpNoAgent', 'httpCreated', 'httpsHost', 'http2', 'socket', 'socketOptions', 'tls'])('%s of a host that leads there', async action => {
    expect((await call(action, '127.0.0.1')).answer).toBe(BLOCKED);
  });

  test.each(['rebound', 'reboundAtOnce'])('%s: a public name that leads there', async action => {
    const { answer, findings } = await call(action, url('rebind.example'));
    expect(answer).toBe(BLOCKED);
    expect(findings[0]?.evidences[0]?.data).toMatchObject({ detector: 'ssrf', sink: 'network', inputPath: '$.body.input' });
  });

  test('a redirect that leads there, naming the input that chose where to ask', async () => {
    const { answer, findings } = await call('followed', 'start.example');
    expect(answer).toBe(BLOCKED);
    expect(findings[0]?.evidences[0]?.data).toMatchObject({ input: 'start.example', inputPath: '$.body.input', change: expect.stringContaining('127.0.0.1') });
  });

  test('a redirect that fetch follows there', async () => {
    expect((await call('fetchFollowed', 'localhost')).answer).toBe(BLOCKED);
  });

  test.each(['fetchSuffix', 'httpsSuffix'])('%s: an input that makes the host another one', async action => {
    for (const input of ['@evil.example/', '.evil.example/', ':x@evil.example/']) expect((await call(action, input)).answer).toBe(BLOCKED);
  });

  test.each(['fetchPath', 'httpPath'])('%s: an input that climbs out of its path', async action => {
    expect((await call(action, '../secret')).answer).toBe(BLOCKED);
  });

  test('with the finding of the weakness', async () => {
    const { findings } = await call('fetch', url('127.0.0.1'));
    expect(findings).toEqual([expect.objectContaining({
      message: 'Server-side request forgery blocked at fetch',
      finding_info: expect.objectContaining({ types: ['CWE-918'] }),
    })]);
  });
});

describe('lets pass', () => {
  test.each([
    ['fetchPath', 'hello', '/public/hello'], ['fetchPath', 'a/../b', '/public/b'], ['fetchPath', 'find?q=../x@y', '/public/find?q=../x@y'],
    ['httpPath', 'hello', '/public/hello'], ['own', 'localhost', '/own'], ['httpOptions', 'localhost', '/secret'], ['own', 'http://localhost:3000/own', '/own'], ['own', 'http://localhost/', '/own'],
  ])('%s of %j', async (action, input, answer) => {
    expect(await call(action, input)).toEqual({ answer, findings: [] });
  });

  test("the app's own internal host, whatever the request's headers hold", async () => {
    const host = `localhost:${port}`;
    const headers = { host, 'origin': `http://${host}`, 'referer': `http://${host}/page`, 'x-forwarded-host': host, 'x-forwarded-for': '127.0.0.1' };
    const more = { headers, requestContext: { domainName: host, identity: { sourceIp: '127.0.0.1' } }, stageVariables: { orders: url('localhost', '/own') } };
    expect(await call('own', '', more)).toEqual({ answer: '/own', findings: [] });
  });

  test('errors of the network stay what they are', async () => {
    expect((await call('httpOptions', 'nowhere.invalid')).answer).toMatch(/^(?:ENOTFOUND|EAI_AGAIN)$/);
  });
});
