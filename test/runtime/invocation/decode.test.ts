import fc from 'fast-check';
import { decode } from '../../../runtime/node/invocation/decode';

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
  ['tail', '/files/../x', ['files/../x', '../x', 'x']],
] as const)('%s decodes %j', (decoder, text, expected) => {
  expect(decoded(text, decoder)).toEqual(expected);
});

test('a form gives its fields, repeated ones as lists, still encoded', () => {
  expect(decoded('a=1%27&b=2&a=3', 'form')).toEqual([new Map<string, unknown>([['a', ['1%27', '3']], ['b', '2']])]);
});

test('cookies are a form', () => {
  expect(decoded("theme=dark; id=1' OR 1", 'form')).toEqual([new Map([['theme', 'dark'], ['id', "1' OR 1"]])]);
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
