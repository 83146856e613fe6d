import { gzipSync } from 'node:zlib';
import { startFunction, type FunctionOptions, type InvocationResult, type LocalFunction } from '../../../local-runtime';
import { GUARD_ENVIRONMENT, guardFile } from '../../../src/contract/environment';
import { GUARD_LAYER } from '../guard-layer';
import { guardLines } from '../suite/guard-lines';

/** Answers with whatever the event's body says, as templates without escaping do. */
const CODE = `
  const zlib = require('node:zlib');
  const wait = () => new Promise(done => setTimeout(done, 5));
  exports.handler = async event => {
    const { answer, compressed } = JSON.parse(event.body);
    return compressed ? { ...answer, body: zlib[compressed](answer.body).toString('base64'), isBase64Encoded: true } : answer;
  };
  exports.callback = (event, context, done) => { done(null, JSON.parse(event.body).answer); };
  exports.stream = awslambda.streamifyResponse(async (event, output) => {
    const { prelude, type, chunks } = JSON.parse(event.body);
    if (type) output.setContentType(type);
    const stream = prelude ? awslambda.HttpResponseStream.from(output, prelude) : output;
    for (const chunk of chunks) { stream.write(Buffer.from(chunk, 'latin1')); await wait(); }
    stream.end();
  });
`;
const SCRIPT = '<script>go()</script>';
const HTML = { 'content-type': 'text/html' };
const REQUEST = { version: '2.0', routeKey: 'POST /page', rawPath: '/page', requestContext: { http: { method: 'POST', path: '/page' } } };

const started = new Map<string, Promise<LocalFunction>>();

async function functionOf(handler: string, isGuarded: boolean, mode = 'block', policy = ''): Promise<LocalFunction> {
  const options: FunctionOptions = { code: { inline: CODE }, handler: `index.${handler}`, timeoutSeconds: 20 };
  const environment = { NODE_OPTIONS: `--require ${guardFile('preload')}`, [GUARD_ENVIRONMENT.mode]: mode, ...policy && { [GUARD_ENVIRONMENT.policy]: policy } };
  const key = `${handler} ${isGuarded} ${mode} ${policy}`;
  const known = started.get(key) ?? startFunction(isGuarded ? { ...options, layers: [GUARD_LAYER], environment } : options);
  started.set(key, known);
  return known;
}

afterAll(async () => Promise.all([...started.values()].map(async one => (await one).stop())));

interface Compared {
  readonly guarded: InvocationResult;
  readonly plain: InvocationResult;
}

async function compare(handler: string, body: object, more: object = {}, mode = 'block', policy = ''): Promise<Compared> {
  const event = { ...REQUEST, body: JSON.stringify(body), ...more };
  const [guarded, plain] = await Promise.all([functionOf(handler, true, mode, policy), functionOf(handler, false)].map(async one => (await one).invoke(event)));
  return { guarded: guarded!, plain: plain! };
}

const kinds = ({ logs }: InvocationResult) => guardLines(logs).findings.map(({ evidences: [evidence] }) => evidence!.data.detector);
const statusOf = ({ payload }: InvocationResult): unknown => (JSON.parse(payload) as { statusCode: unknown }).statusCode;

const ATTACKS: ReadonlyArray<[string, object, string]> = [
  ['a page', { answer: { statusCode: 200, headers: HTML, body: `<p>${SCRIPT}` } }, 'xss'],
  ['a page by another spelling', { answer: { statusCode: 200, headers: { 'Content-Type': 'TEXT/HTML;charset=utf-8' }, body: `<p>${SCRIPT}` } }, 'xss'],
  ['a page by headers of many values', { answer: { statusCode: 200, multiValueHeaders: { 'content-type': ['text/html'] }, body: `<p>${SCRIPT}` } }, 'xss'],
  ['an image of SVG', { answer: { statusCode: 200, headers: { 'content-type': 'image/svg+xml' }, body: '<svg><a onclick="go()">x</a></svg>' }, part: '<a onclick="go()">x</a>' }, 'xss'],
  ['a type that browsers make up themselves', { answer: { statusCode: 200, headers: { 'content-type': 'html' }, body: `<p>${SCRIPT}` } }, 'xss'],
  ['a page in gzip', { answer: { statusCode: 200, headers: { ...HTML, 'content-encoding': 'gzip' }, body: `<p>${SCRIPT}` }, compressed: 'gzipSync' }, 'xss'],
  ['a page in brotli', { answer: { statusCode: 200, headers: { ...HTML, 'content-encoding': 'br' }, body: `<p>${SCRIPT}` }, compressed: 'brotliCompressSync' }, 'xss'],
  ['an error page', { answer: { statusCode: 404, headers: HTML, body: `<p>${SCRIPT}` } }, 'xss'],
  ['a header', { answer: { statusCode: 302, headers: { location: '/a\r\nset-cookie: b=c' }, body: '' }, part: 'a\r\nset-cookie: b=c' }, 'crlf'],
  ['a cookie', { answer: { statusCode: 200, headers: {}, cookies: ['a=b\nx-other: c'], body: '' }, part: 'b\nx-other: c' }, 'crlf'],
  ['the name of a header', { answer: { statusCode: 200, headers: { 'x-a: b\r\nx-c': 'd' }, body: '' }, part: 'a: b\r\nx-c' }, 'crlf'],
];

describe.each(['handler', ...(Number(process.versions.node.split('.')[0]) < 24 ? ['callback'] : [])])('%s', handler => {
  test.each(ATTACKS)('refused: %s', async (_, body, detector) => {
    if (handler === 'callback' && 'compressed' in body) return;
    const { guarded, plain } = await compare(handler, { q: SCRIPT, ...body });
    expect(statusOf(plain)).not.toBe(403);
    expect([statusOf(guarded), kinds(guarded)]).toEqual([403, [detector]]);
    expect(guarded.payload).not.toContain('go()');
  });
});

test.each([
  ['escaped', { answer: { statusCode: 200, headers: HTML, body: '<p>&lt;script&gt;go()&lt;/script&gt;' } }],
  ['no page', { answer: { statusCode: 200, headers: { 'content-type': 'text/plain' }, body: SCRIPT } }],
  ['JSON', { answer: { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ html: SCRIPT }) } }],
  ['the default type', { answer: { statusCode: 200, body: SCRIPT } }],
  ['no answer of HTTP', { answer: [SCRIPT] }],
  ['nothing', { answer: null }],
  ['a body that is no text', { answer: { statusCode: 200, headers: HTML, body: 5 } }],
  ['a broken compression', { answer: { statusCode: 200, headers: { ...HTML, 'content-encoding': 'gzip' }, body: 'x', isBase64Encoded: true } }],
  ['a line break at the end', { answer: { statusCode: 200, headers: { 'x-a': 'a b\n' }, body: '' }, part: 'a b\n' }],
])('left alone: %s', async (_, body) => {
  const { guarded, plain } = await compare('handler', { q: SCRIPT, ...body });
  expect([guarded.payload, guarded.error, kinds(guarded)]).toEqual([plain.payload, plain.error, []]);
});

test('nobody waits for a page elsewhere: a direct call gets its answer', async () => {
  const body = { q: SCRIPT, answer: { statusCode: 200, headers: HTML, body: `<p>${SCRIPT}` } };
  const event = { body: JSON.stringify(body) };
  const [guarded, plain] = await Promise.all([functionOf('handler', true), functionOf('handler', false)].map(async one => (await one).invoke(event)));
  expect(guarded!.payload).toBe(plain!.payload);
});

test("a refused page is refused where other answers stay the handler's", async () => {
  const { guarded } = await compare('handler', { q: SCRIPT, answer: { statusCode: 200, headers: HTML, body: SCRIPT } }, {}, 'block', '{"version":1,"blockedAnswer":"handler"}');
  expect(statusOf(guarded)).toBe(403);
});

test('report: the page leaves as it is, and is told', async () => {
  const { guarded, plain } = await compare('handler', { q: SCRIPT, answer: { statusCode: 200, headers: HTML, body: SCRIPT } }, {}, 'report');
  expect([guarded.payload, kinds(guarded)]).toEqual([plain.payload, ['xss']]);
});

describe('streams', () => {
  test.each([
    ['in its first chunk', { prelude: { statusCode: 200, headers: HTML }, chunks: [`<p>${SCRIPT}`, 'more'] }],
    ['with a type alone', { type: 'text/html', chunks: [`<p>${SCRIPT}`, 'more'] }],
  ])('refused before it begins: %s', async (_, body) => {
    const { guarded, plain } = await compare('stream', { q: SCRIPT, ...body });
    expect(plain.payload).toBe(`<p>${SCRIPT}more`);
    expect([guarded.prelude?.statusCode, guarded.payload.includes('go()'), kinds(guarded)]).toEqual([403, false, ['xss']]);
  });

  test.each([[['<p>one', `two${SCRIPT}`, 'more']], [['<p>one', '<scr', 'ipt>go()</script>', 'more']]])('ended with the chunk that completes it: %j', async chunks => {
    const { guarded } = await compare('stream', { q: SCRIPT, prelude: { statusCode: 200, headers: HTML }, chunks });
    expect([guarded.payload.startsWith('<p>one'), guarded.payload.includes('go()'), kinds(guarded)]).toEqual([true, false, ['xss']]);
  });

  test('a header in the prelude', async () => {
    const { guarded } = await compare('stream', { part: 'b\r\nset-cookie: c=d', prelude: { statusCode: 200, headers: { 'x-a': 'b\r\nset-cookie: c=d' } }, chunks: ['one'] });
    expect([guarded.prelude?.statusCode, kinds(guarded)]).toEqual([403, ['crlf']]);
  });

  test.each([
    ['escaped', { prelude: { statusCode: 200, headers: HTML }, chunks: ['<p>caf\u00c3', '\u00a9 &lt;script', '&gt;'] }],
    ['no page', { prelude: { statusCode: 200, headers: { 'content-type': 'application/json' } }, chunks: [SCRIPT, SCRIPT] }],
    ['no type', { chunks: [SCRIPT, SCRIPT] }],
    ['nothing', { type: 'text/html', chunks: [] }],
    ['compressed', { prelude: { statusCode: 200, headers: { ...HTML, 'content-encoding': 'gzip' } }, chunks: [gzipSync(SCRIPT).toString('latin1')] }],
  ])('left alone: %s', async (_, body) => {
    const { guarded, plain } = await compare('stream', { q: SCRIPT, ...body });
    expect([guarded.payload, guarded.prelude, guarded.error, kinds(guarded)]).toEqual([plain.payload, plain.prelude, plain.error, []]);
  });
});
