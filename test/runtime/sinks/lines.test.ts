import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { startFunction, type LocalFunction } from '../../../local-runtime';
import { guardFile } from '../../../src/contract/environment';
import { GUARD_LAYER } from '../guard-layer';
import { guardLines } from '../suite/guard-lines';

/** An app that talks to a mail server and to a cache, and puts what it is told into their commands. */
const CODE = `
  const net = require('node:net');
  const session = (lines, end) => new Promise((done, fail) => {
    const socket = net.connect(Number(process.env.SERVER_PORT), '127.0.0.1');
    const rest = [...lines];
    let answer = '';
    socket.on('error', fail).on('close', () => done(answer)).on('data', data => {
      answer += data;
      if (rest.length > 0) socket.write(rest.shift() + '\\r\\n');
      else socket.end();
    });
    socket.write(rest.shift() + '\\r\\n');
  });
  const mail = (recipient, subject, body) => session(['EHLO app', 'MAIL FROM:<shop@example.com>', 'RCPT TO:<' + recipient + '>', 'DATA', 'Subject: ' + subject + '\\r\\n\\r\\n' + body + '\\r\\n.']);
  const actions = {
    recipient: input => mail(input, 'hello', 'hello'),
    subject: input => mail('ann@example.com', input, 'hello'),
    body: input => mail('ann@example.com', 'hello', input),
    get: input => session(['version', 'get ' + input]),
    set: input => session(['version', 'set key 0 0 ' + Buffer.byteLength(input) + '\\r\\n' + input]),
  };
  exports.handler = async ({ queryStringParameters: { action, input } }) => ({ statusCode: 200, body: await actions[action](input) });
`;

let server: Server;
let guarded: LocalFunction;
let received = '';

beforeAll(async () => {
  server = createServer((socket: Socket) => socket.setNoDelay(true).on('error', () => socket.destroy()).on('data', data => {
    received += data.toString();
    socket.write('250 OK\r\n');
  }));
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  guarded = await startFunction({
    code: { inline: CODE },
    handler: 'index.handler',
    layers: [GUARD_LAYER],
    timeoutSeconds: 20,
    environment: { NODE_OPTIONS: `--require ${guardFile('preload')}`, SERVER_PORT: String((server.address() as AddressInfo).port) },
  });
});

afterAll(async () => {
  await guarded.stop();
  server.close();
});

beforeEach(() => {
  received = '';
});

const REQUEST = { version: '2.0', routeKey: 'GET /', rawPath: '/', requestContext: { http: { method: 'GET', path: '/' } } };

async function ask(action: string, input: string): Promise<{ readonly status: number; readonly findings: ReturnType<typeof guardLines>['findings'] }> {
  const { payload, logs } = await guarded.invoke({ ...REQUEST, queryStringParameters: { action, input } });
  expect(logs).not.toContain('GuardErrors');
  return { status: (JSON.parse(payload) as { statusCode: number }).statusCode, findings: guardLines(logs).findings };
}

test.each([
  ['recipient', 'ann@example.com>\r\nRCPT TO:<evil@example.com', 'smtp', 'evil@example.com'], ['subject', 'hi\r\nBcc: evil@example.com', 'smtp', 'evil@example.com'], ['subject', 'hi\n\nevil', 'smtp', 'evil'],
  ['body', 'hi\r\n.\r\nMAIL FROM:<evil@example.com>', 'smtp', 'evil@example.com'], ['get', 'a\r\nset stolen 0 0 1\r\n1', 'memcached', 'stolen'],
])('%s %j is refused, and the server gets nothing of it', async (action, input, sink, leak) => {
  const { status, findings } = await ask(action, input);
  expect(status).toBe(403);
  expect(findings.map(({ evidences: [evidence] }) => evidence!.data)).toEqual([expect.objectContaining({ sink, detector: 'crlf', inputPath: '$.queryStringParameters.input' })]);
  expect(received).not.toContain(leak);
});

test.each([
  ['recipient', 'ann@example.com'], ['subject', 'hello'], ['subject', 'a long\r\n subject'], ['body', 'one\r\nBcc: two\r\n\r\nthree'], ['body', 'one\n..\ntwo'],
  ['get', 'a b'], ['set', 'one\r\ntwo'], ['set', 'a\r\nset stolen 0 0 1\r\n1\r\n'],
])('%s %j passes as it is', async (action, input) => {
  const { status, findings } = await ask(action, input);
  expect([status, findings]).toEqual([200, []]);
  expect(received).toContain(input);
});
