import * as fc from 'fast-check';
import { FIXED, anyText } from './texts';
import { inspectPath } from '../../../runtime/node/detectors/path';
import { inspectShell } from '../../../runtime/node/detectors/shell';
import { inspectSql, type SqlDialect } from '../../../runtime/node/detectors/sql';

/** Ways in which apps and drivers put a value into a text so that it stays one. */
const doubled = (quote: string) => (value: string) => `${quote}${value.replaceAll(quote, quote + quote)}${quote}`;
const backslashed = (value: string) => `'${value.replace(/[\\'"\0]/g, '\\$&')}'`;
const dollarQuoted = (value: string) => `$never$${value}$never$`;
const shlexQuoted = (value: string) => `'${value.replaceAll("'", "'\"'\"'")}'`;
const reopened = (value: string) => `'${value.replaceAll("'", "'\\''")}'`;
const doubleQuoted = (value: string) => `"${value.replace(/[\\"$`]/g, '\\$&')}"`;

const SQL: ReadonlyArray<readonly [way: string, dialect: SqlDialect, quote: (value: string) => string, open: string, close: string]> = [
  ['doubled quotes', 'postgres', doubled("'"), "'", "'"],
  ['doubled quotes', 'sqlite', doubled("'"), "'", "'"],
  ['doubled quotes', 'mssql', doubled("'"), "'", "'"],
  ['doubled quotes', 'generic', doubled("'"), "'", "'"],
  ['backslashes', 'mysql', backslashed, "'", "'"],
  ['an escape string', 'postgres', value => `E${backslashed(value)}`, "E'", "'"],
  ['a dollar quote', 'postgres', dollarQuoted, '$never$', '$never$'],
  ['a quoted name', 'postgres', doubled('"'), '"', '"'],
  ['a quoted name', 'mysql', doubled('`'), '`', '`'],
];

describe.each(SQL)('an SQL value in %s (%s)', (_way, dialect, quote, open, close) => {
  const places = (literal: string) => [`SELECT 1 FROM t WHERE a = ${literal}`, `INSERT INTO t VALUES (${literal}, 5)`, `UPDATE t SET a = ${literal} WHERE b = 2`];

  test('changes nothing, whatever it holds', () => {
    fc.assert(fc.property(anyText, value => {
      fc.pre(!isOwnText(value));
      for (const statement of places(quote(value))) expect(inspectSql(statement, dialect)(value)).toBeUndefined();
    }), FIXED);
  });

  test('is caught where it is not escaped and cuts the literal short', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z]{1,8}$/), word => {
      const input = `${word}${close} OR ${word} = ${word} -- `;
      expect(inspectSql(`SELECT 1 FROM t WHERE a = ${open}${input}${close}`, dialect)(input)).toBeDefined();
    }), FIXED);
  });
});

describe.each([
  ['single quotes, as shlex writes them', shlexQuoted],
  ['single quotes, closed and reopened', reopened],
  ['double quotes', doubleQuoted],
] as const)('a shell argument in %s', (_way, quote) => {
  test('changes nothing, whatever it holds', () => {
    fc.assert(fc.property(anyText, value => {
      for (const command of [`ls -l ${quote(value)}`, `cat ${quote(value)} | wc -l`, `x=1; tar cf ${quote(value)} a`]) {
        expect(inspectShell(command)(value)).toBeUndefined();
      }
    }), FIXED);
  });
});

describe('a file name below a directory', () => {
  test('changes nothing, whatever it holds', () => {
    fc.assert(fc.property(anyText, value => {
      const name = value.replace(/[/\0]/g, '_').replace(/^\.\.$/, 'dots');
      expect(inspectPath(`/srv/files/${name}`)(name)).toBeUndefined();
    }), FIXED);
  });

  test('is caught as soon as it climbs', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', 'b.txt', '.', ''), { maxLength: 5 }), segments => {
      const levels = segments.filter(segment => segment !== '.' && segment !== '').length;
      const climb = (count: number) => [...segments, ...Array<string>(count).fill('..'), 'x'].join('/');
      expect(inspectPath(`/srv/files/${climb(levels)}`)(climb(levels))).toBeUndefined();
      expect(inspectPath(`/srv/files/${climb(levels + 1)}`)(climb(levels + 1))).toBeDefined();
    }), FIXED);
  });
});

/** A fragment of the statements themselves, such as `= `, says nothing about escaping. */
function isOwnText(value: string): boolean {
  return ['SELECT 1 FROM t WHERE a = ', 'INSERT INTO t VALUES (, 5)', 'UPDATE t SET a = WHERE b = 2'].some(own => own.includes(value.trim()));
}
