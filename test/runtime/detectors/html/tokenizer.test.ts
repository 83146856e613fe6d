import * as fc from 'fast-check';
import { inspectHtml } from '../../../../runtime/node/detectors/html';
import { tokenizeHtml } from '../../../../runtime/node/detectors/html/tokenizer';
import { inspectScript } from '../../../../runtime/node/detectors/script';
import { FIXED, anyMarkup } from '../texts';

const read = (text: string): string[] => tokenizeHtml(text).map(({ kind, name, start, end, attributes }) => (kind === 'raw'
  ? `raw ${name} ${text.slice(start, end)}`
  : `${kind} ${[name, ...attributes.map(attribute => `${attribute.name}=${text.slice(attribute.valueStart, attribute.valueEnd)}`)].join(' ')}`));

test.each<[string, string[]]>([
  ['<p>a</p>', ['open p', 'close p']],
  ['<P CLASS=a>', ['open p class=a']],
  ['<img/src="a b"/onerror=go()>', ['open img src=a b onerror=go()']],
  ["<a title='x>y' href = z>", ['open a title=x>y href=z']],
  ['<a =b c>', ['open a =b= c=']],
  ['<a b=c/d>', ['open a b=c/d']],
  ['a < b, 3<4, <3, </ 3>', []],
  ['<!-- <b> --><i>', ['open i']],
  ['<!--><i>', ['open i']],
  ['<!--->-><i>', ['open i']],
  ['<!-- a --!><i>', ['open i']],
  ['<!doctype html><?xml <b> ><i>', ['open i']],
  ['<script>a<b</scripts></SCRIPT ><i>', ['open script', 'raw script a<b</scripts>', 'close script', 'open i']],
  ['<textarea><b></textarea>', ['open textarea', 'raw textarea <b>', 'close textarea']],
  ['<title>a', ['open title', 'raw title a']],
  ['<a b="c', ['open a b=c']],
  ['<a b', ['open a b=']],
  ['<', []],
  ['</', []],
])('%s', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test('tokens follow one another, and attributes stand in their tags', () => {
  fc.assert(fc.property(anyMarkup, text => {
    let at = 0;
    for (const { kind, start, end, attributes } of tokenizeHtml(text)) {
      expect(start).toBeGreaterThanOrEqual(at);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThanOrEqual(text.length);
      at = end;
      let inside = start;
      for (const attribute of kind === 'raw' ? [] : attributes) {
        expect(attribute.start).toBeGreaterThanOrEqual(inside);
        expect(attribute.valueStart).toBeGreaterThan(attribute.start);
        expect(attribute.valueEnd).toBeGreaterThanOrEqual(attribute.valueStart);
        expect(attribute.valueEnd).toBeLessThanOrEqual(end);
        inside = attribute.valueEnd;
      }
    }
  }), FIXED);
});

test('what is escaped holds no tag, whatever it was', () => {
  fc.assert(fc.property(anyMarkup, text => {
    const escaped = text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
    expect(read(`<p title="${escaped}">${escaped}</p>`)).toEqual([`open p title=${escaped}`, 'close p']);
  }), FIXED);
});

test.each(['<', '<!--', '--!', '<a ', '<a b="', '</', '<script>', '</script', 'a=', '<a/', '<!'])('comes back from %j half a million deep', unit => {
  expect(() => tokenizeHtml(unit.repeat(500_000))).not.toThrow();
});

test('the detector never throws, and finds nothing in what was escaped', () => {
  fc.assert(fc.property(anyMarkup, anyMarkup, anyMarkup, (before, input, after) => {
    expect(() => inspectHtml(before + input + after, inspectScript)(input)).not.toThrow();
    const escaped = input.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
    expect(inspectHtml(`<p title="${escaped}">${escaped}</p>`, inspectScript)(input)).toBeUndefined();
  }), FIXED);
});
