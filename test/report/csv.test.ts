import * as fc from 'fast-check';
import { finding, HOSTILE, hostileReport, report } from './reports';
import { toCsv } from '../../src/report/csv';

/** A reader after RFC 4180, strict: CRLF, quotes doubled, nothing after a closing quote. */
function read(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  let row: string[] = [];
  while (field.lastIndex < csv.length) {
    const at = field.lastIndex;
    const match = field.exec(csv);
    if (match === null) throw new Error(`no field at ${at}: ${csv.slice(at, at + 40)}`);
    const [, quoted, plain = '', end] = match;
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

test('a header and a row a finding', () => {
  const [header, ...rows] = read(toCsv(report([finding(), finding({ logicalId: 'Other', acknowledged: { reason: 'a, "public" form', inFile: true } })])));
  expect(header).toEqual(['severity', 'id', 'rule', 'weakness', 'cwe', 'message', 'file', 'line', 'column', 'resource', 'type', 'property', 'constructPath', 'acknowledged', 'fix', 'help']);
  const [first, second] = rows.map(row => Object.fromEntries(row.map((value, at) => [header?.[at], value])));
  expect(first).toMatchObject({ severity: 'error', id: 'SAS4-WildcardAction[Action::s3:*]', cwe: 'CWE-269 CWE-79', acknowledged: '' });
  expect(first).toMatchObject({ file: 'stacks/template.yaml', line: '14', column: '3', resource: 'Orders' });
  expect(first).toMatchObject({ fix: 'bucket.grantRead(fn); // or "another" grant', help: expect.stringContaining('docs/rules.md#sas4-wildcardaction') });
  expect(second).toMatchObject({ resource: 'Other', acknowledged: 'a, "public" form' });
});

test('nothing found is a header alone', () => {
  expect(read(toCsv(report([])))).toHaveLength(1);
});

test.each(HOSTILE)('no cell is a formula: %j', name => {
  const [, row = []] = read(toCsv(report([finding({ logicalId: name, location: { file: name } })])));
  expect(row.filter(cell => /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(cell))).toEqual([]);
});

test('a field that other locales would split is quoted', () => {
  expect(toCsv(report([finding({ logicalId: 'a;=1' })]))).toContain(',"a;=1",');
});

test('whatever names say, the rows keep their columns', () => {
  fc.assert(fc.property(hostileReport, given => {
    expect(read(toCsv(given)).map(row => row.length)).toEqual([16, 16, 16]);
  }), { seed: 20260303, numRuns: 1_000 });
});
