import * as fc from 'fast-check';
import { tokenizeJavaScript } from '../../../../runtime/node/detectors/script/javascript';
import { tokenizeLua } from '../../../../runtime/node/detectors/script/lua';
import type { Tokenize } from '../../../../runtime/node/detectors/sql/tokenizer';
import { FIXED, anyText } from '../texts';

const parts = (text: string, tokenize: Tokenize): string[] => tokenize(text).map(({ start, end }) => text.slice(start, end));

describe('JavaScript', () => {
  test.each<[string, string[]]>([
    ["this.a == 'it\\'s' // c", ['this', '.', 'a', '=', '=', "'it\\'s'", '// c']],
    ['$a/b/c', ['$a', '/', 'b', '/', 'c']],
    ["x = /'[/\"]/g", ['x', '=', "/'[/\"]/", 'g']],
    ['return /a\\/b/', ['return', '/a\\/b/']],
    ['(a) / b', ['(', 'a', ')', '/', 'b']],
    ['`a${b + `c${d}`}e`', ['`a${', 'b', '+', '`c${', 'd', '}`', '}e`']],
    ['`${{}}`', ['`${', '{', '}', '}`']],
    ["'a''b'", ["'a'", "'b'"]],
    ['/* a */ b /* c', ['/* a */', 'b', '/* c']],
  ])('%s', (text, expected) => {
    expect(parts(text, tokenizeJavaScript)).toEqual(expected);
  });
});

describe('Lua', () => {
  test.each<[string, string[]]>([
    ["redis.call('a\\'b') -- c", ['redis', '.', 'call', '(', "'a\\'b'", ')', '-- c']],
    ['[[a]] [==[b]]c]==] t[1]', ['[[a]]', '[==[b]]c]==]', 't', '[', '1', ']']],
    ['--[[ a\nb ]] c --[=[ d', ['--[[ a\nb ]]', 'c', '--[=[ d']],
    ['a - 1 --b', ['a', '-', '1', '--b']],
  ])('%s', (text, expected) => {
    expect(parts(text, tokenizeLua)).toEqual(expected);
  });
});

test.each([['JavaScript', tokenizeJavaScript], ['Lua', tokenizeLua]] as const)('%s: tokens follow one another and leave out whitespace alone', (_, tokenize) => {
  fc.assert(fc.property(anyText, text => {
    let at = 0;
    for (const token of tokenize(text)) {
      expect(token.start).toBeGreaterThanOrEqual(at);
      expect([...text.slice(at, token.start)].every(character => character <= ' ')).toBe(true);
      expect(token.end).toBeGreaterThan(token.start);
      expect(token.contentStart).toBeGreaterThanOrEqual(token.start);
      expect(token.contentEnd).toBeLessThanOrEqual(token.end);
      at = token.end;
    }
  }), FIXED);
});

test.each([['JavaScript', tokenizeJavaScript], ['Lua', tokenizeLua]] as const)('%s: comes back from floods', (_, tokenize) => {
  for (const unit of ["'", '`${', '{', '/', '[', '[=', '--[[', '/*', '/[']) expect(tokenize(unit.repeat(50_000)).length).toBeGreaterThan(0);
});
