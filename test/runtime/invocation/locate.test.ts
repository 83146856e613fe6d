import { locate } from '../../../runtime/node/invocation/locate';

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
  expect(locate(event, "a'")).toEqual({ path, decoders });
});

test('of several places the one with the fewest decoders is told', () => {
  expect(locate({ rawQueryString: 'q=a%27', queryStringParameters: { q: "a'" } }, "a'").path).toBe('$.queryStringParameters.q');
});
