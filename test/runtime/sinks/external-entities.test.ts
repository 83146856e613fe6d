import { startFunction, type LocalFunction } from '../../../local-runtime';
import { guardFile } from '../../../src/contract/environment';
import { GUARD_LAYER } from '../guard-layer';
import { guardLines } from '../suite/guard-lines';

/** A parser in JavaScript that opens the external entities of a document, as some do when they are told to. */
const CODE = `
  const fs = require('node:fs');
  const http = require('node:http');
  const get = url => new Promise((done, fail) => http.get(url, answer => done('fetched')).on('error', fail));
  const open = async url => (url.startsWith('http') ? get(url) : fs.readFileSync(url.startsWith('file:') ? new URL(url) : url, 'utf8'));
  exports.handler = async event => {
    const [, url] = /<!ENTITY\\s+\\w+\\s+SYSTEM\\s+"([^"]*)"/.exec(event.body) ?? [];
    return { statusCode: 200, body: url === undefined ? event.body.replace(/<[^>]*>/g, '') : await open(url) };
  };
`;
const REQUEST = { version: '2.0', routeKey: 'POST /orders', rawPath: '/orders', requestContext: { http: { method: 'POST', path: '/orders' } } };

const documentWith = (url: string): string => `<?xml version="1.0"?>\n<!DOCTYPE order [\n<!ENTITY own SYSTEM "${url}">\n]>\n<order>&own;</order>`;

let guarded: LocalFunction;

beforeAll(async () => {
  guarded = await startFunction({
    code: { inline: CODE }, handler: 'index.handler', layers: [GUARD_LAYER], timeoutSeconds: 20, environment: { NODE_OPTIONS: `--require ${guardFile('preload')}` },
  });
});

afterAll(async () => guarded.stop());

test.each([
  ['file:///etc/passwd', 'path'], ['/etc/passwd', 'path'], ['../../../../etc/passwd', 'path'], ['http://169.254.169.254/latest/meta-data/', 'ssrf'], ['http://127.0.0.1:9/x', 'ssrf'],
])('an external entity %s is refused where the parser opens it', async (url, detector) => {
  const { payload, logs } = await guarded.invoke({ ...REQUEST, body: documentWith(url) });
  expect(JSON.parse(payload)).toMatchObject({ statusCode: 403 });
  expect(guardLines(logs).findings.map(({ evidences: [evidence] }) => evidence!.data.detector)).toEqual([detector]);
});

test('a document without one is left alone', async () => {
  const { payload, logs } = await guarded.invoke({ ...REQUEST, body: '<?xml version="1.0"?><order>one &amp; two</order>' });
  expect([JSON.parse(payload), guardLines(logs).findings]).toEqual([{ statusCode: 200, body: 'one &amp; two' }, []]);
});
