import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { decode, mayBeEncoded } from '../../../runtime/node/invocation/decode';
import { indexInputs } from '../../../runtime/node/invocation/input-index';
import { locate } from '../../../runtime/node/invocation/locate';
import { traitsOf } from '../../../runtime/node/invocation/traits';

/** The central directory of a ZIP file, taken for text. */
function zipOf(...names: readonly string[]): string {
  return `PK\u0003\u0004…${names.map(name => `PK\u0001\u0002${'\0'.repeat(24)}${String.fromCharCode(name.length)}\0${'\0'.repeat(16)}${name}`).join('')}`;
}

/** A tar file of short files, taken for text. */
function tarOf(...names: readonly string[]): string {
  const header = (name: string) => `${name.padEnd(100, '\0')}${'0000644\0'.repeat(3)}00000000005\0${'0'.repeat(20)} 0${'\0'.repeat(99)}ustar`.padEnd(512, '\0');
  return names.map(name => header(name) + 'hello'.padEnd(512, '\0')).join('');
}

/** Values that a decoder of this name found. */
function decoded(text: string, decoder: string): unknown[] {
  return decode(text).filter(found => found.decoder === decoder).map(({ value }) => value);
}

test.each([
  ['json', '{"q":"x"}', [{ q: 'x' }]],
  ['json', '  ["a"]', [['a']]],
  ['json', '"a text in a text"', ['a text in a text']],
  ['json', '{not json}', []],
  ['percent', 'a%27b', ["a'b"]],
  ['percent', 'gr%C3%BC%C3%9Fe%zz', ['grüße%zz']],
  ['percent', '100 %', []],
  ['plus', 'a+b%20c', ['a b c']],
  ['base64', 'JyBPUiAxPTEgLS0=', ["' OR 1=1 --"]],
  ['base64', 'JyBPUiAxPTEgLS0', ["' OR 1=1 --"]],
  ['base64', 'MDAwPz8_Pj4-', ['000???>>>']],
  ['base64', 'accept-language', []],
  ['hex', '27204f5220313d31', ["' OR 1=1"]],
  ['hex', '0x27204F5220313d31', ["' OR 1=1"]],
  ['hex', '20260101', []],
  ['jwt', `eyJhbGciOiJub25lIn0.${Buffer.from('{"sub":"x\'"}').toString('base64url')}.`, [{ alg: 'none' }, { sub: "x'" }]],
  ['jwt', `Bearer eyJhbGciOiJub25lIn0.${Buffer.from('{"sub":"x\'"}').toString('base64url')}.c2ln`, [{ alg: 'none' }, { sub: "x'" }]],
  ['jwt', `ewogImFsZyI6Im5vbmUifQ.${Buffer.from('{ "sub":1}').toString('base64url')}.`, [{ alg: 'none' }, { sub: 1 }]],
  ['gzip', gzipSync("a'b").toString('base64'), ["a'b"]],
  ['gzip', 'H4sIAAAAAAAAA', []],
  ['entities', 'x&#39; OR &#x27;1&quot;&lt;', ["x' OR '1\"<"]],
  ['entities', 'a & b; c &unknown; d', []],
  ['unicode', '\uff07 \uff2f\uff32 1\uff1d1', ["' OR 1=1"]],
  ['unicode', '\u6f22\u5b57', []],
  ['tail', '/files/../x', ['files/../x', '../x', 'x']],
  ['piece', 'git@$(id).example:a/b', ['$(id).example', '$(id).example:a']],
  ['piece', 'a@`id`@b', ['`id`']],
  ['piece', 'https://shop.example/a|b', []],
  ['archive', zipOf('a.txt', '../../x.sh'), ['a.txt', '../../x.sh']],
  ['archive', tarOf('../x', 'b'), ['../x', 'b']],
  ['archive', 'PK', []],
] as const)('%s decodes %j', (decoder, text, expected) => {
  expect(decoded(text, decoder)).toEqual(expected);
});

test.each([
  ['a form, still encoded', 'a=1%27&b=2&a=3', ['a', 'b', 'a'], ['1%27', '2', '3']],
  ['cookies', "theme=dark; id=1' OR 1", ['theme', 'id'], ['dark', "1' OR 1"]],
  ['a text in which a semicolon parts nothing', "a=it's; so", ['a'], ["it's; so"]],
  ['the query of a URL', 'https://host/path?q=%27&r=1', ['q', 'r'], ['%27', '1']],
  ['names that carry text', 'a=&%27=', ['%27'], ['']],
])('form gives the fields of %s', (_, text, names, values) => {
  expect(decoded(text, 'form')).toEqual([{ names, values }]);
});

const MULTIPART = [
  '--limit', 'Content-Disposition: form-data; name="note"', '', "it's", 'two lines',
  '--limit', 'Content-Disposition: form-data; name="file"; filename="../a;b.txt"', 'Content-Type: text/plain', '', 'text',
  '--limit--', '',
];

test.each(['\r\n', '\n'])('multipart gives contents and file names, lines ended by %j', lineEnd => {
  const [{ names, values }] = decoded(MULTIPART.join(lineEnd), 'multipart') as [{ names: string[]; values: string[] }];
  expect(names).toEqual(['name', 'note', 'name', 'filename', 'file']);
  expect(values).toEqual(['note', `it's${lineEnd}two lines`, 'file', '../a;b.txt', 'text']);
});

test.each([
  ['text and attributes', '<?xml version="1.0"?><o id="a&quot;b"><n>x&#39;</n> tail</o>', ['version', 'id', 'n', 'n'], ['1.0', 'a"b', "x'", 'tail']],
  ['CDATA, and no comments', "<o><![CDATA[a'b<c]]><!-- <no/> --></o>", ['o'], ["a'b<c"]],
  ['the texts of entities', '<!DOCTYPE o [<!ENTITY e "x\'">]><o>&e;</o>', ['entity', '', 'o'], ["x'", ']>', '&e;']],
  ['what is left open', "<o a='1' b='", ['a'], ['1']],
])('xml gives %s', (_, text, names, values) => {
  expect(decoded(text, 'xml').map(fields => ({ ...(fields as object) }))).toEqual([{ names, values }]);
});

test('what an app encodes is decoded again', () => {
  fc.assert(fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), text => {
    const encoded = encodeURIComponent(text);
    return encoded === text || encoded.length < 3 || decoded(encoded, 'percent').includes(text);
  }), { seed: 7, numRuns: 500 });
});

test('base64 of printable text is decoded in both alphabets', () => {
  fc.assert(fc.property(fc.string({ minLength: 6, unit: 'grapheme-ascii' }), text => {
    return (['base64', 'base64url'] as const).every(alphabet => {
      const encoded = Buffer.from(text).toString(alphabet);
      return !/[A-Z]/.test(encoded) || !/[a-z0-9]/.test(encoded) || decoded(encoded, 'base64').includes(text);
    });
  }), { seed: 7, numRuns: 500 });
});

test('never throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => Array.isArray(decode(text))), { seed: 7, numRuns: 1000 });
});

test.each([
  ['bytes', { note: [...Buffer.from("it's")] }, '$.note', "it's"],
  ['joined', { q: ["1'/*", '*/ OR 1=1'] }, '$.q', "1'/*,*/ OR 1=1"],
])('a list as a whole is met: %s', (decoder, event, path, text) => {
  expect(locate(event, new Set([text])).get(text)).toEqual({ path, decoders: [decoder] });
});

test('a compressed value beyond all bounds is told, not decoded', () => {
  const bomb = gzipSync(Buffer.alloc(20_000_000, "x' OR 1=1 -- ")).toString('base64');
  const index = indexInputs({ awslogs: { data: bomb }, q: "y' OR 1=1" });
  expect(index.notDecoded).toMatch(/compressed .* too large/);
  expect(index.candidates("a = 'y' OR 1=1'")).toEqual(["y' OR 1=1"]);
});

test('what may be encoded is a superset of what decoders find something in', () => {
  const pieces = fc.constantFrom('a', 'Zm9v', '27', '%27', '+', '=', '&amp;', '<b>', '{"a":1}', '["a"]', '"', '/', '..', '.', '-', '--x', '\n', ' ', 'eyJ', 'H4sI', '\uff07');
  fc.assert(fc.property(fc.array(pieces, { maxLength: 6 }), list => {
    const text = list.join('');
    return text.length < 3 || decode(text).length === 0 || mayBeEncoded(text, traitsOf(text));
  }), { seed: 11, numRuns: 3000 });
});
