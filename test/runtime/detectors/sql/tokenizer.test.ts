import * as fc from 'fast-check';
import { LEXICAL_RULES, type SqlDialect } from '../../../../runtime/node/detectors/sql/rules';
import { tokenize } from '../../../../runtime/node/detectors/sql/tokenizer';
import { DIALECTS, FIXED, anyText } from '../texts';

const parts = (text: string, dialect: SqlDialect): string[] => tokenize(text, LEXICAL_RULES[dialect]).map(({ start, end }) => text.slice(start, end));

describe('tokenize', () => {
  test.each<[SqlDialect, string, string[]]>([
    ['generic', "a.b = 'it''s' -- c", ['a', '.', 'b', '=', "'it''s'", '-- c']],
    ['generic', 'x<=-1.5e3,.5', ['x', '<', '=', '-', '1.5e3', ',', '.5']],
    ['generic', '/* a */ b /* c', ['/* a */', 'b', '/* c']],
    ['postgres', "E'a\\'b' 'a\\' e", ["E'a\\'b'", "'a\\'", 'e']],
    ['postgres', '$$a$$ $t$ $$ $t$ $1 $x', ['$$a$$', '$t$ $$ $t$', '$1', '$x']],
    ['postgres', '/* a /* b */ c */ d', ['/* a /* b */ c */', 'd']],
    ['postgres', 'a::text :b @c', ['a', ':', ':', 'text', ':b', '@c']],
    ['mysql', '/* a /* b */ c', ['/* a /* b */', 'c']],
    ['mysql', "'a\\'b' `c``d` # e", ["'a\\'b'", '`c``d`', '# e']],
    ['mysql', '5--5 -- x', ['5', '-', '-', '5', '-- x']],
    ['mysql', '/*!50000 a */', ['/*!', '50000', 'a', '*', '/']],
    ['mssql', '[a]]b] /* c /* d */ e */', ['[a]]b]', '/* c /* d */ e */']],
    ['sqlite', '[a] `b` "c" \'d\\\' e', ['[a]', '`b`', '"c"', "'d\\'", 'e']],
  ])('%s: %s', (dialect, text, expected) => {
    expect(parts(text, dialect)).toEqual(expected);
  });

  test('knows what is left open', () => {
    const open = (text: string, dialect: SqlDialect = 'postgres') => tokenize(text, LEXICAL_RULES[dialect]).some(token => !token.closed);
    expect(['select \'a', 'select "a', 'select /* a', 'select $$a', 'select $q$a$$'].every(text => open(text))).toBe(true);
    expect(open("select 'a\\'", 'mysql')).toBe(true);
    expect(['select \'a\'', 'select 1 -- a', "select 'a\\'"].some(text => open(text))).toBe(false);
  });

  test.each(DIALECTS)('%s: tokens follow one another and leave out whitespace alone', dialect => {
    fc.assert(fc.property(anyText, text => {
      let at = 0;
      for (const token of tokenize(text, LEXICAL_RULES[dialect])) {
        expect(token.start).toBeGreaterThanOrEqual(at);
        expect([...text.slice(at, token.start)].every(character => character <= ' ')).toBe(true);
        expect(token.end).toBeGreaterThan(token.start);
        expect(token.contentStart).toBeGreaterThanOrEqual(token.start);
        expect(token.contentEnd).toBeLessThanOrEqual(token.end);
        at = token.end;
      }
    }), FIXED);
  });
});
