import { locate } from '../../../runtime/node/invocation/locate';

const INPUT = "a'";
const placeIn = (event: unknown) => locate(event, new Set([INPUT])).get(INPUT);

test.each([
  [{ q: "a'" }, '$.q', []],
  [{ Records: [{ s3: { object: { key: "a'" } } }] }, '$.Records[0].s3.object.key', []],
  [{ headers: { 'x-name': "a'" } }, "$.headers['x-name']", []],
  [{ "it's": { x: "a'" } }, "$['it\\'s'].x", []],
  [{ "a'": 1 }, "$['a\\'']~", []],
  [{ body: JSON.stringify({ list: ['b', "a'"] }) }, '$.body.list[1]', ['json']],
  [{ rawQueryString: 'q=a%27&r=1' }, '$.rawQueryString.q', ['form', 'percent']],
  [{ q: { deep: "a'" }, r: "a'" }, '$.r', []],
  [{ body: Buffer.from(JSON.stringify({ name: "a'" })).toString('base64') }, '$.body.name', ['base64', 'json']],
  ["a'", '$', []],
])('%j', (event, path, decoders) => {
  expect(placeIn(event)).toEqual({ path, decoders });
});

test('of several places the one with the fewest decoders is told', () => {
  expect(placeIn({ rawQueryString: 'q=a%27', queryStringParameters: { q: INPUT } })?.path).toBe('$.queryStringParameters.q');
});

test('several inputs are found in one walk, those that are nowhere are left out', () => {
  expect([...locate({ a: ["x'", "y'"], b: 1 }, new Set(["y'", "x'", "z'"])).entries()]).toEqual([
    ["x'", { path: '$.a[0]', decoders: [] }],
    ["y'", { path: '$.a[1]', decoders: [] }],
  ]);
});

test('a value below the levels that are kept is found, its place is not', () => {
  const deep = JSON.parse(`${'['.repeat(25_000)}"a'"${']'.repeat(25_000)}`) as unknown;
  expect(placeIn(deep)?.path).toMatch(/^\$\.\.\[0\]/);
});
