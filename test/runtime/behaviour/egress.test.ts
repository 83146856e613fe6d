import { createSocket, type Socket } from 'node:dgram';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFunction, type InvocationResult, type LocalFunction } from '../../../local-runtime';
import { GUARD_ENVIRONMENT, guardFile } from '../../../src/contract/environment';
import type { GuardPolicy } from '../../../src/contract/policy';
import { GUARD_LAYER } from '../guard-layer';
import { guardLines, metricNames } from '../suite/guard-lines';

/** Connects as apps do, to names that exist nowhere and to the function's own machine. Answers with an error's code. */
const CODE = `
  const http = require('node:http');
  const dns = require('node:dns');
  const { promisify } = require('node:util');
  const get = url => new Promise((done, fail) => http.get(url, answer => answer.resume().on('end', () => done('answered'))).on('error', fail));
  const send = (port, host) => new Promise((done, fail) => {
    const socket = require('node:dgram').createSocket('udp4');
    socket.send('x', port, host, error => { socket.close(); error ? fail(error) : done('answered'); });
  });
  const connect = (port, host) => new Promise((done, fail) => {
    const socket = require('node:dgram').createSocket('udp4');
    socket.on('error', error => { socket.close(); fail(error); });
    socket.connect(port, host);
    socket.on('connect', () => socket.send('x', () => { socket.close(); done('answered'); }));
  });
  const actions = {
    http: get,
    agent: async () => get(process.env.AGENT),
    fetch: async url => { await fetch(url); return 'answered'; },
    lookup: async name => promisify(dns.lookup)(name),
    lookupPromise: async name => dns.promises.lookup(name),
    resolve: async name => promisify(dns.resolve4)(name),
    resolver: async name => new dns.promises.Resolver().resolveTxt(name),
    datagram: async ({ host, port }) => send(port, host),
    connectedDatagrams: async ({ host, port }) => connect(port, host),
  };
  const code = error => (error.cause ?? error).code;
  exports.first = process.env.AT_START ? get(process.env.AT_START).catch(code) : undefined;
  exports.handler = async ({ action, input }) => action === 'first' ? exports.first : actions[action](input).catch(code);
`;

const BLOCKED = 'ERR_SERVERLESS_GUARD_BLOCKED';
const NOWHERE = /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ESERVFAIL|ETIMEOUT)$/;

let code: string;
let server: Server;
let datagrams: Socket;
const running: LocalFunction[] = [];

beforeAll(async () => {
  server = createServer((_, answer) => void answer.end());
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  datagrams = createSocket('udp4');
  await new Promise<void>(done => datagrams.bind(0, '127.0.0.1', done));
  code = mkdtempSync(join(tmpdir(), 'egress-'));
  writeFileSync(join(code, 'index.js'), CODE);
});

afterAll(async () => {
  await Promise.all(running.map(async started => started.stop()));
  server.close();
  server.closeAllConnections();
  datagrams.close();
  rmSync(code, { recursive: true });
});

const EGRESS = { domains: ['*.declared.invalid', 'declared.invalid:8080'] };

async function start(policy: Omit<GuardPolicy, 'version'>, variables: Record<string, string> = {}): Promise<LocalFunction> {
  const environment = { NODE_OPTIONS: `--require ${guardFile('preload')}`, [GUARD_ENVIRONMENT.policy]: JSON.stringify({ version: 1, ...policy }), ...variables };
  const started = await startFunction({ code, handler: 'index.handler', layers: [GUARD_LAYER], timeoutSeconds: 20, environment });
  running.push(started);
  return started;
}

const answer = ({ payload, logs }: InvocationResult): unknown => {
  expect(logs).not.toContain('GuardErrors');
  return JSON.parse(payload) as unknown;
};

const blocking = { egress: EGRESS, detectors: { egress: 'block' } } as const;

test.each([
  ['http', 'http://evil.invalid/'], ['fetch', 'https://evil.invalid/'], ['http', 'http://declared.invalid:9090/'], ['http', 'http://93.184.216.34/'], ['lookup', 'data.evil.invalid'],
  ['lookupPromise', 'data.evil.invalid'], ['resolve', 'data.evil.invalid'], ['resolver', 'data.evil.invalid'], ['datagram', { host: '93.184.216.34', port: 9 }],
  ['datagram', { host: 'evil.invalid', port: 9 }], ['connectedDatagrams', { host: '93.184.216.34', port: 9 }],
])('refuses %s of %j, which is not declared', async (action, input) => {
  expect(answer(await (await start(blocking)).invoke({ action, input }))).toBe(BLOCKED);
});

test.each([['http', 'http://a.declared.invalid/'], ['fetch', 'http://declared.invalid:8080/'], ['lookup', 'declared.invalid'], ['http', 'http://sqs.eu-central-1.amazonaws.com/']])('lets %s of %j pass', async (action, input) => {
  const result = await (await start(blocking)).invoke({ action, input });
  expect(answer(result)).toMatch(NOWHERE);
  expect(guardLines(result.logs).findings).toEqual([]);
});

test('what listens beside the function needs no declaration', async () => {
  const started = await start(blocking, { AGENT: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
  expect(answer(await started.invoke({ action: 'agent' }))).toBe('answered');
  for (const action of ['datagram', 'connectedDatagrams']) {
    expect(answer(await started.invoke({ action, input: { host: '127.0.0.1', port: datagrams.address().port } }))).toBe('answered');
  }
});

test('where nothing is declared, everything passes', async () => {
  const result = await (await start({ detectors: { egress: 'block' } })).invoke({ action: 'http', input: 'http://evil.invalid/' });
  expect([answer(result), guardLines(result.logs).findings]).toEqual([expect.stringMatching(NOWHERE), []]);
});

test('by default it is reported, once for a host, and nothing is refused', async () => {
  const started = await start({ egress: EGRESS });
  const results = [await started.invoke({ action: 'http', input: 'http://evil.invalid/' }), await started.invoke({ action: 'http', input: 'http://evil.invalid/' })];
  expect(results.map(answer)).toEqual([expect.stringMatching(NOWHERE), expect.stringMatching(NOWHERE)]);
  const { findings, metrics } = guardLines(results.map(({ logs }) => logs).join('\n'));
  expect(findings).toEqual([expect.objectContaining({
    action: 'Observed',
    message: 'Undeclared connection reported at net.connect',
    finding_info: expect.objectContaining({ types: ['CWE-923'], desc: 'net.connect: evil.invalid:80 is no destination that the function declared' }),
  })]);
  expect(findings[0]?.evidences[0]?.data).toEqual({
    trigger: 'direct', sink: 'network', operation: 'net.connect', detector: 'egress', change: 'evil.invalid:80 is no destination that the function declared',
  });
  expect(metrics.flatMap(metricNames)).toContain('AttacksReported');
});

test("the handler's answer stands: no attacker has to be refused", async () => {
  const { payload, error } = await (await start(blocking)).invoke({ action: 'http', input: 'http://evil.invalid/' });
  expect([payload, error]).toEqual([JSON.stringify(BLOCKED), undefined]);
});

test('what a module does at the start is judged too', async () => {
  const result = await (await start(blocking, { AT_START: 'http://evil.invalid/' })).invoke({ action: 'first' });
  expect(answer(result)).toBe(BLOCKED);
  expect(guardLines(result.logs).findings.map(({ evidences }) => evidences[0]?.data.trigger)).toEqual(['none']);
});

test('a route can be exempted', async () => {
  const exempt = { ...blocking, exemptions: [{ detector: 'egress', route: 'direct', reason: 'test' }] } as const;
  expect(answer(await (await start(exempt)).invoke({ action: 'http', input: 'http://evil.invalid/' }))).toMatch(NOWHERE);
});
