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
  const input = fc.string({ minLength: 1, unit: 'grapheme-ascii' }).filter(text => !/^\w+(?:[.-]\w+)*$/.test(text));
  fc.assert(fc.property(input, fc.string(), fc.string(), (text, before, after) => candidates({ a: text }, before + text + after).includes(text)), {
    seed: 7, numRuns: 1000,
  });
});

const NAMES = ['name', 'ls', 'x-host', 'a.example-1.com', 'path', 'id', '0-0'];
const NO_NAMES = ['a--', '-a', 'a-', '.a', 'a..b', 'a.-b', ' a', 'a b', 'a\n'];

test('names are apart: they break nothing', () => {
  const index = indexInputs({ inputs: [...NAMES, ...NO_NAMES] });
  expect(NAMES.filter(name => index.words.includes(name))).toEqual(NAMES);
  expect(index.candidates([...NAMES].reverse().join(','))).toEqual([]);
  expect(['other', ...NO_NAMES].filter(name => index.words.includes(name))).toEqual([]);
  expect(NO_NAMES.filter(input => !index.candidates(input).includes(input))).toEqual([]);
});

test.each(['../x', 'a/../../b', 'file:///etc/passwd', '//etc/passwd', '/etc/./passwd'])('%s may leave no trace in a resolved path', input => {
  expect(indexInputs({ input }).unresolved).toEqual([input]);
});

test('an input that begins with a quote is found behind a quote', () => {
  expect(candidates({ q: "' OR '' = '" }, sql("' OR '' = '"))).toEqual(["' OR '' = '"]);
});

test('inputs that only begin like a text are no candidates', () => {
  expect(candidates({ scope: 'orders:write', form: 'category=garden&page=2' }, "SELECT name FROM orders WHERE category = 'garden'")).toEqual([]);
});

test('in a text that repeats the beginning of many inputs for long, they are taken without a comparison', () => {
  const inputs = Array.from({ length: 40 }, (_, index) => `${"x' or ".repeat(5_000)}${index}`);
  expect(candidates(inputs, "x' or ".repeat(10_000))).toEqual(expect.arrayContaining(inputs));
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

describe('among thousands of inputs that begin and end alike', () => {
  const urls = Array.from({ length: 5_000 }, (_, index) => `https://shop.example/products/${index * 7919}/photo.png`);
  const index = indexInputs([...urls, "https://shop.example/products/x' OR 1=1/photo.png", "https://shop.example/pro' --", 'https://', `https://shop.example/${'a'.repeat(5_000)}'`]);

  test.each([
    ['whole', urls[77]],
    ['with an attack in it', "https://shop.example/products/x' OR 1=1/photo.png"],
    ['with another end', "https://shop.example/pro' --"],
    ['shorter than the others', 'https://'],
    ['longer than the others', `https://shop.example/${'a'.repeat(5_000)}'`],
  ])('one %s is found', (_, input) => {
    expect(index.candidates(sql(input))).toContain(input);
    expect(index.candidates(sql(input.toUpperCase()))).toContain(input);
    expect(index.candidates(sql(input)).length).toBeLessThan(20);
  });

  test('one of which a part is left is found by a part that it has in common with others', () => {
    expect(index.candidates('cat products/554330/photo.png').length).toBeGreaterThan(0);
  });
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

/* Few inputs are asked one by one, many are looked up in tables. */
test('among many others an input is a candidate of the same texts', () => {
  const padding = Array.from({ length: 400 }, (_, index) => `\u00fc\u00fc${index}\u00fc\u00fc!`);
  const piece = fc.constantFrom("'", ' ', 'or', 'OR', '1=1', '/', '..', ';', 'select ', 'a', '=', '--');
  const text = fc.array(piece, { maxLength: 12 }).map(parts => parts.join(''));
  fc.assert(fc.property(fc.array(text, { maxLength: 6 }), fc.array(text, { maxLength: 2 }), text, (inputs, seen, around) => {
    const sink = `SELECT ${around}${seen.join('x')}${inputs.at(0) ?? ''}${around}`;
    const few = candidates({ inputs }, sink).sort();
    const many = candidates({ inputs, padding }, sink).filter(input => !padding.includes(input)).sort();
    expect(many).toEqual(few);
  }), { seed: 9, numRuns: 500 });
});
