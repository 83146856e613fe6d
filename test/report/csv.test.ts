import * as fc from 'fast-check';
import { readCsv } from './csv-reader';
import { finding, HOSTILE, hostileReport, report } from './reports';
import { toCsv } from '../../src/report/csv';

test('a header and a row a finding', () => {
  const [header, ...rows] = readCsv(toCsv(report([finding(), finding({ logicalId: 'Other', acknowledged: { reason: 'a, "public" form', inFile: true } })])));
  expect(header).toEqual(['severity', 'id', 'rule', 'weakness', 'cwe', 'message', 'file', 'line', 'column', 'resource', 'type', 'property', 'constructPath', 'acknowledged', 'fix', 'help']);
  const [first, second] = rows.map(row => Object.fromEntries(row.map((value, at) => [header?.[at], value])));
  expect(first).toMatchObject({ severity: 'error', id: 'SAS4-WildcardAction[Action::s3:*]', cwe: 'CWE-269 CWE-79', acknowledged: '' });
  expect(first).toMatchObject({ file: 'stacks/template.yaml', line: '14', column: '3', resource: 'Orders' });
  expect(first).toMatchObject({ fix: 'bucket.grantRead(fn); // or "another" grant', help: expect.stringContaining('docs/rules.md#sas4-wildcardaction') });
  expect(second).toMatchObject({ resource: 'Other', acknowledged: 'a, "public" form' });
});

test('nothing found is a header alone', () => {
  expect(readCsv(toCsv(report([])))).toHaveLength(1);
});

test.each(HOSTILE)('no cell is a formula: %j', name => {
  const [, row = []] = readCsv(toCsv(report([finding({ logicalId: name, location: { file: name } })])));
  expect(row.filter(cell => /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(cell))).toEqual([]);
});

test('a field that other locales would split is quoted', () => {
  expect(toCsv(report([finding({ logicalId: 'a;=1' })]))).toContain(',"a;=1",');
});

test('whatever names say, the rows keep their columns', () => {
  fc.assert(fc.property(hostileReport, given => {
    expect(readCsv(toCsv(given)).map(row => row.length)).toEqual([16, 16, 16]);
  }), { seed: 20260303, numRuns: 1_000 });
});
