import { screenEvent } from '../../../runtime/node/screen-event';

const attack = "x' OR 5=5 -- ";
const found = (event: unknown) => screenEvent(event).attempts
  .map(({ class: kind, input, place }) => ({ kind, input, path: place.path, decoders: place.decoders }));

test('an attempt tells where it stands and how it was encoded', () => {
  expect(found({ queryStringParameters: { q: attack } })).toEqual([{ kind: 'sqli', input: attack, path: '$.queryStringParameters.q', decoders: [] }]);
  const body = Buffer.from(JSON.stringify({ q: attack })).toString('base64');
  expect(found({ body })).toEqual([{ kind: 'sqli', input: attack, path: '$.body.q', decoders: ['base64', 'json'] }]);
});

test.each([
  ['form', { body: `q=${encodeURIComponent(attack)}` }],
  ['cookie', { cookies: [`sid=${encodeURIComponent(attack)}`] }],
  ['record', { Records: [{ body: JSON.stringify({ q: attack }) }] }],
  ['XML', { body: '<r><q>x&apos; OR 5=5 -- </q></r>' }],
])('an attempt in a %s is found', (_name, event) => {
  expect(found(event).map(({ kind }) => kind)).toContain('sqli');
});

test('keys are screened', () => {
  expect(found(JSON.parse('{"a":{"__proto__":1}}'))).toMatchObject([{ kind: 'proto', path: '$.a.__proto__~' }]);
  expect(found({ body: 'pin[$ne]=1' })[0]).toMatchObject({ kind: 'nosql' });
});

test('one value is one attempt of a class, and an event has a few', () => {
  expect(found({ path: '/a/../../etc/passwd' })).toHaveLength(1);
  expect(found({ all: Array.from({ length: 100 }, (_, index) => `${index}' OR 5=5 -- `) })).toHaveLength(8);
});

test('bytes that a decoder took for text are none', () => {
  const bytes = Buffer.from([0xde, 0xad, 0x00, ...Buffer.from(';id;{{7*7}}<script>'), 0xff, 0xfe]);
  expect(found({ image: bytes.toString('base64') })).toEqual([]);
});

test.each([
  { 'Authorization': 'Bearer abc.def-ghi', 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36' },
  { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8', cookie: 'a=1; b=2; theme=dark', forwarded: 'for=192.0.2.60;proto=https;host=api.example.com' },
  { query: 'query Q($id: ID!) { user(id: $id) { name } }', variables: { id: '7' } },
  { arn: 'arn:aws:iam::123456789012:role/service-role/worker', zone: 'Europe/Berlin', time: '12/Mar/2024:19:03:58 +0000' },
  { statement: 'SELECT count(*) FROM charges', resource: '/items/{id}', pattern: '^[a-z]+$', range: '10.0.0.0/8' },
])('a benign event has none: %j', event => {
  expect(screenEvent(event)).toMatchObject({ attempts: [], notScreened: undefined });
});
