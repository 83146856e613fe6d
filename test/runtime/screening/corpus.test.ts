import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { screenEvent } from '../../../runtime/node/screen-event';

/** One line of runtime/corpus/values/values.jsonl; the corpus's README describes the format. */
interface Case {
  readonly id: string;
  readonly class: string;
  readonly value: string;
  readonly expected: 'attack' | 'safe';
  readonly why: string;
}

const FILE = join(__dirname, '..', '..', '..', 'runtime', 'corpus', 'values', 'values.jsonl');
const cases = readFileSync(FILE, 'utf8').trimEnd().split('\n').map(line => JSON.parse(line) as Case);
const of = (expected: Case['expected']) => cases.filter(row => row.expected === expected).map(row => [row.id, row.why, row] as const);

test.each(of('attack'))('%s: %s', (_id, _why, { class: kind, value }) => {
  expect(screenEvent({ value }).attempts.map(attempt => attempt.class)).toContain(kind);
});

test.each(of('safe'))('%s: %s', (_id, _why, { value }) => {
  expect(screenEvent({ value }).attempts).toEqual([]);
});

describe('the cases', () => {
  test('have distinct ids', () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  test.each([...new Set(cases.map(row => row.class))])('of %s: three attacks or more, and benign twins', kind => {
    const rows = cases.filter(row => row.class === kind);
    expect(rows.filter(({ expected }) => expected === 'attack').length).toBeGreaterThanOrEqual(3);
    expect(rows.filter(({ expected }) => expected === 'safe').length).toBeGreaterThanOrEqual(2);
  });
});
