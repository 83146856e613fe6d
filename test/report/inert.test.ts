import * as fc from 'fast-check';
import { hostileReport } from './reports';
import { toCsv } from '../../src/report/csv';
import { visible } from '../../src/report/inert-text';
import { toJson } from '../../src/report/json';
import { toMarkdown } from '../../src/report/markdown';
import { toSarif } from '../../src/report/sarif';
import { toTable } from '../../src/report/table';

/** Every format goes through here: whatever names a template holds, they are data. */

const FORMATS = {
  csv: toCsv,
  json: toJson,
  markdown: toMarkdown,
  sarif: toSarif,
  table: (given: Parameters<typeof toCsv>[0]) => toTable(given, { columns: 80, colour: false }),
};

const FUZZ = { seed: 20260302, numRuns: 1_000 };

describe.each(Object.entries(FORMATS))('%s', (_, format) => {
  test('holds no character that a terminal obeys or that nobody sees', () => {
    fc.assert(fc.property(hostileReport, given => {
      expect(format(given).replace(/\r\n/g, '\n')).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]|\p{Cs}/u);
    }), FUZZ);
  });
});

test('what is written out can be read back', () => {
  expect(visible('a\u001b[31m\u202eb\u{e0041}')).toBe('a\\u{1b}[31m\\u{202e}b\\u{e0041}');
  expect(visible('plain, with ümläuts and 漢字')).toBe('plain, with ümläuts and 漢字');
});

test('JSON and SARIF keep names as they are', () => {
  fc.assert(fc.property(hostileReport, given => {
    const [first] = given.findings;
    const found = JSON.parse(toJson(given)).findings[0];
    expect([found.id, found.logicalId, found.file, found.message]).toEqual([first?.id, first?.logicalId, first?.location.file, first?.message]);
    expect(JSON.parse(toSarif(given)).runs[0].results[0].properties.id).toBe(first?.id);
  }), FUZZ);
});
