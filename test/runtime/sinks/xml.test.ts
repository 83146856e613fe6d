import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFunction, type LocalFunction } from '../../../local-runtime';
import { GUARD_ENVIRONMENT, guardFile } from '../../../src/contract/environment';
import { GUARD_LAYER } from '../guard-layer';
import { guardLines } from '../suite/guard-lines';

/**
 * In place of Node's loader of add-ons, before the guard: an add-on with the functions of native XML parsers, which answer with what
 * they were given. Accessors end the process where they are called without an object, as native ones may.
 */
const LOADER = `
  const shown = given => 'parsed ' + (typeof given === 'string' ? given.length : given.byteLength);
  class SaxParser { parseString(text) { return shown(text); } get parsed() { process.abort(); } }
  class Document { text(content) { return shown(content); } }
  process.dlopen = (module, file) => { module.exports = { fromXml: (text, options) => shown(text) + JSON.stringify(options ?? {}), SaxParser, Document, parserVersion: '1' }; };
`;
const CODE = `
  const addon = { exports: {} };
  process.dlopen(addon, '/var/task/node_modules/libxmljs2/build/Release/' + process.env.ADDON);
  const { fromXml, SaxParser, Document } = addon.exports;
  const actions = {
    xml: text => fromXml(text, { noent: true }),
    sax: text => new SaxParser().parseString(text),
    bytes: text => fromXml(Buffer.from(text)),
    utf16: text => fromXml(Buffer.from('\\ufeff' + text, 'utf16le')),
    utf16be: text => fromXml(Buffer.from(text, 'utf16le').swap16()),
    content: text => new Document().text(text),
    own: text => fromXml('<!DOCTYPE order [<!ENTITY x SYSTEM "notes.txt">]><order>' + text + '</order>'),
  };
  exports.handler = async ({ action, body }) => ({ statusCode: 200, body: actions[action](body) });
`;

const folder = mkdtempSync(join(tmpdir(), 'xml-'));
const loader = join(folder, 'loader.cjs');
const running: LocalFunction[] = [];
let guarded: LocalFunction;

async function start(addon: string, policy: object = {}): Promise<LocalFunction> {
  const started = await startFunction({
    code: { inline: CODE },
    handler: 'index.handler',
    layers: [GUARD_LAYER],
    timeoutSeconds: 20,
    environment: { NODE_OPTIONS: `--require ${loader} --require ${guardFile('preload')}`, ADDON: addon, [GUARD_ENVIRONMENT.policy]: JSON.stringify({ version: 1, ...policy }) },
  });
  running.push(started);
  return started;
}

beforeAll(async () => {
  writeFileSync(loader, LOADER);
  guarded = await start('xmljs.node');
});

afterAll(async () => {
  await Promise.all(running.map(async one => one.stop()));
  rmSync(folder, { recursive: true });
});

const EXTERNAL = '<?xml version="1.0"?>\n<!DOCTYPE order [\n<!ENTITY own SYSTEM "file:///srv/secret">\n]>\n<order>&own;</order>';
const BOMB = `<!DOCTYPE order [${Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level} "${level === 0 ? 'lol' : `&l${level - 1};`.repeat(10)}">`).join('')}]><order>&l8;</order>`;
const REQUEST = { version: '2.0', routeKey: 'POST /orders', rawPath: '/orders', requestContext: { http: { method: 'POST', path: '/orders' } } };

async function ask(started: LocalFunction, action: string, body: string): Promise<{ readonly status: number; readonly body: string; readonly findings: ReturnType<typeof guardLines>['findings'] }> {
  const { payload, logs } = await started.invoke({ ...REQUEST, action, body });
  expect(logs).not.toContain('GuardErrors');
  const answer = JSON.parse(payload) as { statusCode: number; body: string };
  return { status: answer.statusCode, body: answer.body, findings: guardLines(logs).findings };
}

test.each([
  ['xml', EXTERNAL, 'fromXml', 'declared the external entity own'], ['sax', EXTERNAL, 'parseString', 'declared the external entity own'], ['bytes', EXTERNAL, 'fromXml', 'declared the external entity own'],
  ['utf16', EXTERNAL, 'fromXml', 'declared the external entity own'], ['utf16be', EXTERNAL, 'fromXml', 'declared the external entity own'],
  ['xml', BOMB, 'fromXml', 'declared entities that come to 300000000 characters'],
])('%s: a document is not parsed: %#', async (action, body, operation, change) => {
  const { status, findings } = await ask(guarded, action, body);
  expect(status).toBe(403);
  expect(findings.map(({ evidences: [evidence], finding_info: { types } }) => [evidence!.data, types])).toEqual([
    [expect.objectContaining({ sink: 'xml', detector: 'xxe', operation, change, inputPath: '$.body' }), ['CWE-611']],
  ]);
});

test.each([
  ['xml', '<!DOCTYPE order [<!ENTITY c "Copyright">]><order>&c;</order>'], ['sax', '<order>&lt;!ENTITY x SYSTEM "a"&gt;</order>'], ['bytes', '<!DOCTYPE html><html></html>'], ['utf16', '<order/>'],
  ['content', EXTERNAL], ['own', 'seven items &x;'],
])('%s: a document is parsed as it was given: %#', async (action, body) => {
  const { status, body: parsed, findings } = await ask(guarded, action, body);
  expect([status, findings]).toEqual([200, []]);
  expect(parsed).toContain('parsed');
  if (action === 'xml') expect(parsed).toContain('{"noent":true}');
});

test('an add-on that is no XML parser is left alone', async () => {
  const { status, findings } = await ask(await start('sharp.node'), 'xml', EXTERNAL);
  expect([status, findings]).toEqual([200, []]);
});

test('a declared limit of entities holds whatever parses the document', async () => {
  const limited = await start('sharp.node', { limits: { entities: 1000 }, detectors: { limits: 'block' } });
  expect((await ask(limited, 'xml', BOMB)).status).toBe(403);
  expect((await ask(limited, 'xml', EXTERNAL)).status).toBe(200);
  const { findings } = await ask(limited, 'xml', '<!DOCTYPE a [<!ENTITY b "0123456789">]><a>'.concat('&b;'.repeat(101), '</a>'));
  expect(findings.map(({ evidences: [evidence] }) => evidence!.data)).toEqual([expect.objectContaining({ sink: 'event', detector: 'limits', change: 'its entities come to more than 1000 characters' })]);
});
