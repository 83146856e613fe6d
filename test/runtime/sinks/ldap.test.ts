import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { startFunction, type LocalFunction } from '../../../local-runtime';
import { guardFile } from '../../../src/contract/environment';
import { GUARD_LAYER } from '../guard-layer';
import { guardLines } from '../suite/guard-lines';

/** A client that parses the app's filter and writes it as LDAP's clients do, and an app that escapes only where it is told to. */
const CODE = `
  const net = require('node:net');
  const element = (tag, ...parts) => { const content = Buffer.concat(parts.map(part => Buffer.from(part))); return Buffer.concat([Buffer.from([tag, 0x82, content.length >> 8, content.length & 255]), content]); };
  const unescaped = text => text.replace(/\\\\([0-9a-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  const attribute = (name, value) => [element(4, name), element(4, unescaped(value))];
  function item(text) {
    const [, name, value] = /^([^=]*)=(.*)$/s.exec(text);
    if (value === '*') return element(0x87, name);
    if (!value.includes('*')) return element(0xa3, ...attribute(name, value));
    const parts = value.split('*').map((part, index, all) => (part === '' ? '' : element(index === 0 ? 0x80 : index === all.length - 1 ? 0x82 : 0x81, unescaped(part))));
    return element(0xa4, element(4, name), element(0x30, ...parts));
  }
  function filter(text, at = 0) {
    const tag = { '&': 0xa0, '|': 0xa1, '!': 0xa2 }[text[at + 1]];
    if (tag === undefined) { const end = text.indexOf(')', at); return { bytes: item(text.slice(at + 1, end)), end: end + 1 }; }
    const all = [];
    let end = at + 2;
    while (text[end] === '(') { const one = filter(text, end); all.push(one.bytes); end = one.end; }
    return { bytes: element(tag, ...all), end: end + 1 };
  }
  const settings = Buffer.from([10, 1, 2, 10, 1, 0, 2, 1, 0, 2, 1, 0, 1, 1, 0]);
  const escaped = text => text.replace(/[()*\\\\]/g, sign => '\\\\' + sign.charCodeAt(0).toString(16).padStart(2, '0'));
  const requests = {
    search: user => element(0x63, element(4, 'ou=people,dc=shop'), settings, filter('(&(objectClass=person)(uid=' + user + '))').bytes, element(0x30)),
    login: user => element(0x60, [2, 1, 3], element(4, 'uid=' + user + ',ou=people,dc=shop'), element(0x80, 'secret')),
    entry: name => element(0x63, element(4, name), settings, filter('(objectClass=*)').bytes, element(0x30)),
  };
  exports.handler = async event => {
    const { user = '', action = 'search', escape } = event.queryStringParameters ?? JSON.parse(event.body);
    const socket = net.connect(Number(process.env.LDAP_PORT), '127.0.0.1');
    socket.end(element(0x30, [2, 1, 1], requests[action](escape ? escaped(user) : user)));
    let answer = '';
    for await (const data of socket) answer += data;
    return { statusCode: 200, body: answer };
  };
`;

let server: Server;
let guarded: LocalFunction;

beforeAll(async () => {
  /* Shows what it was asked. */
  server = createServer((socket: Socket) => socket.on('data', data => socket.end(data.toString('latin1').replace(/[^\x20-\x7e]/g, '.'))));
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  guarded = await startFunction({
    code: { inline: CODE },
    handler: 'index.handler',
    layers: [GUARD_LAYER],
    timeoutSeconds: 20,
    environment: { NODE_OPTIONS: `--require ${guardFile('preload')}`, LDAP_PORT: String((server.address() as AddressInfo).port) },
  });
});

afterAll(async () => {
  await guarded.stop();
  server.close();
});

const REQUEST = { version: '2.0', routeKey: 'GET /people', rawPath: '/people', headers: { accept: '*/*' }, requestContext: { http: { method: 'GET', path: '/people' } } };

async function ask(parameters: Record<string, string>): Promise<{ readonly status: number; readonly body: string; readonly findings: ReturnType<typeof guardLines>['findings'] }> {
  const { payload, logs } = await guarded.invoke({ ...REQUEST, rawQueryString: new URLSearchParams(parameters).toString(), queryStringParameters: parameters });
  const { statusCode, body } = JSON.parse(payload) as { statusCode: number; body: string };
  expect(logs).not.toContain('GuardErrors');
  return { status: statusCode, body, findings: guardLines(logs).findings };
}

test.each<[Record<string, string>, string]>([
  [{ user: '*)(uid=*' }, 'brought items into the filter: *)(uid=*'], [{ user: 'ann)(|(uid=*)' }, 'brought items into the filter: ann)(|(uid=*)'], [{ user: 'ad*' }, 'turned a value into a pattern: ad*'],
  [{ user: '*' }, 'matches any value: (uid=*)'], [{ user: '\\61nn)(cn=*' }, 'brought items into the filter: ann)(cn=*'],
  [{ user: 'ann,ou=admins', action: 'login' }, 'went on behind its part of the name: ,ou=admins'],
])('%j is refused, and the server gets nothing of it', async (parameters, change) => {
  const { status, findings } = await ask(parameters);
  expect(status).toBe(403);
  expect(findings.map(({ evidences: [evidence] }) => evidence!.data)).toEqual([expect.objectContaining({ sink: 'ldap', detector: 'ldap', change, inputPath: '$.queryStringParameters.user' })]);
});

test.each<Record<string, string>>([
  { user: '*)(uid=*', escape: '1' }, { user: 'ad*', escape: '1' }, { user: '*', escape: '1' }, { user: '\\2a', escape: '1' }, { user: 'ann' }, { user: 'Ann (Sales)', escape: '1' }, { user: 'ann', action: 'login' },
  { user: 'uid=ann,ou=people,dc=shop', action: 'entry' }, { user: 'ou=people,dc=shop', action: 'entry' }, { user: 'O=a', action: 'entry' },
])('%j passes', async parameters => {
  const { status, body, findings } = await ask(parameters);
  expect([status, findings]).toEqual([200, []]);
  expect(body).toContain(parameters.user);
});

test('a name that reads as a form is a name', async () => {
  const { payload, logs } = await guarded.invoke({ ...REQUEST, body: JSON.stringify({ user: 'uid=ann,ou=people,dc=shop', action: 'entry' }) });
  expect([JSON.parse(payload), guardLines(logs).findings]).toEqual([expect.objectContaining({ statusCode: 200 }), []]);
});
