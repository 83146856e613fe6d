import fc from 'fast-check';
import { indexInputs } from '../../../runtime/node/invocation/input-index';

const candidates = (event: unknown, text: string): string[] => [...indexInputs(event).candidates(text)];
const ATTACK = "x' OR '1'='1";
const sql = (input: string): string => `SELECT * FROM t WHERE name = '${input}'`;

test.each([
  ['a value', { q: ATTACK }],
  ['a key', { [ATTACK]: 1 }],
  ['a list', { multiValueQueryStringParameters: { q: ['a', ATTACK] } }],
  ['JSON in a string', { body: JSON.stringify({ name: ATTACK }) }],
  ['JSON in JSON in a string', { body: JSON.stringify({ Message: JSON.stringify({ name: ATTACK }) }) }],
  ['a form', { body: new URLSearchParams({ name: ATTACK }).toString() }],
  ['a form in base64', { body: Buffer.from(`name=${encodeURIComponent(ATTACK)}`).toString('base64') }],
  ['percent encoding, twice', { q: encodeURIComponent(encodeURIComponent(ATTACK)) }],
  ['a cookie', { cookies: [`theme=dark; name=${ATTACK}`] }],
  ['a path segment', { rawPath: `/items/${encodeURIComponent(ATTACK)}` }],
])('finds %s', (_, event) => {
  expect(candidates(event, sql(ATTACK))).toContain(ATTACK);
});

test.each([
  ['case was changed', ATTACK.toLowerCase()],
  ['whitespace was collapsed', ATTACK.replaceAll(' ', '')],
  ['quotes were doubled', ATTACK.replaceAll("'", "''")],
  ['quotes were escaped', ATTACK.replaceAll("'", "\\'")],
])('finds an input where %s', (_, seen) => {
  expect(candidates({ q: ATTACK }, sql(seen))).toContain(ATTACK);
});

test('finds an input of which a part is left', () => {
  expect(candidates({ url: 'https://host/a;id' }, 'ping host/a;id')).toContain('https://host/a;id');
});

test.each([['its end', '/a'.repeat(50) + '/../secret.txt', 'cat secret.txt'], ['a host of many labels', 'a.b.c.d.e.f.g.h.i.j/x;id>y/z/z/z/z/z/z/z/z', 'ping x;id>y/z/z/z/z/z/z/z/z']])(
  'finds a long input of which %s is left', (_, input, text) => {
    expect(candidates({ input }, text)).toContain(input);
  },
);

test('an input in the text is a candidate, wherever it stands', () => {
  const input = fc.string({ minLength: 1, unit: 'grapheme-ascii' }).filter(text => /[^\w$]/.test(text));
  fc.assert(fc.property(input, fc.string(), fc.string(), (text, before, after) => candidates({ a: text }, before + text + after).includes(text)), {
    seed: 7, numRuns: 1000,
  });
});

test('words are apart: they break nothing', () => {
  const index = indexInputs({ name: 'ls', path: '../x', id: 4711 });
  expect([...index.words]).toEqual(expect.arrayContaining(['ls', 'name', 'path', 'id']));
  expect(index.traversals).toEqual(['../x']);
  expect([...index.candidates('ls')]).toEqual([]);
});

test('an attack behind 6 MB of padding is found', () => {
  const padding = Array.from({ length: 60_000 }, (_, index) => `${'padding '.repeat(12)}${index}`);
  expect(candidates({ padding, q: ATTACK }, sql(ATTACK))).toContain(ATTACK);
  expect(candidates({ body: JSON.stringify({ padding, q: ATTACK }) }, sql(ATTACK))).toContain(ATTACK);
});

test('an attack below 100,000 levels is found', () => {
  const deep = JSON.parse(`${'['.repeat(100_000)}${JSON.stringify(ATTACK)}${']'.repeat(100_000)}`) as unknown;
  expect(candidates(deep, sql(ATTACK))).toContain(ATTACK);
});

test('beyond the bounds inputs are found as they are, and it says so', () => {
  const bounds = { depth: 1, characters: 1000 };
  const index = indexInputs({ a: JSON.stringify(JSON.stringify({ b: ATTACK })), q: ATTACK }, bounds);
  expect([...index.candidates(sql(ATTACK))]).toEqual([ATTACK]);
  expect(index.notDecoded).toMatch(/encodings .* beyond 1 layers or 1000 characters/);
  expect(indexInputs({ q: 'small' }).notDecoded).toBeUndefined();
});

test('survives a polluted Object.prototype', () => {
  const prototype = Object.prototype as Record<string, unknown>;
  prototype.polluted = 'of the prototype';
  try {
    expect(candidates({ q: ATTACK }, 'of the prototype')).toEqual([]);
  } finally {
    delete prototype.polluted;
  }
});

test('files the keys that name an operator, from wherever they came, and no values', () => {
  const event = {
    body: JSON.stringify({ name: { $ne: '' }, note: '$gt' }),
    rawQueryString: 'age[$gte]=1&page=2',
    cookies: ['$in'],
    form: Buffer.from('password%5B%24regex%5D=.').toString('base64'),
  };
  expect([...indexInputs(event).operatorKeys].filter(key => !key.includes('%')).sort()).toEqual(['$ne', 'age[$gte]', 'password[$regex]']);
});
