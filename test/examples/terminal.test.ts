import { finding, observation } from './observation';
import { ATTACKS } from '../../examples/demo/attacks';
import { BENIGN_REQUESTS } from '../../examples/demo/benign-requests';
import { findingCard } from '../../examples/demo/finding-card';
import { attackTable, benignTable } from '../../examples/demo/outcome-table';
import { judgeAttack, judgeBenign, type AttackOutcome, type BenignOutcome } from '../../examples/demo/outcomes';
import { coloured, paintFor, plain } from '../../examples/demo/paint';
import { report, succeeded, summary } from '../../examples/demo/report';
import { renderTable } from '../../examples/demo/table';
import { verdictsOf, verdictTable } from '../../examples/demo/verdicts';

const attackOutcomes = (guarded = observation({ findings: [finding()] })): AttackOutcome[] =>
  ATTACKS.map(attack => judgeAttack({ ...attack, harm: ({ findings }) => (findings.length === 0 ? 'secret key leaked' : undefined) }, observation(), guarded));
const benignOutcomes = (guarded = observation()): BenignOutcome[] =>
  BENIGN_REQUESTS.map(request => judgeBenign({ ...request, expected: 'statusCode' }, observation(), guarded));

describe('a table', () => {
  const columns = [{ title: 'name', width: 6 }, { title: 'value', width: 8 }];

  test('aligns its columns', () => {
    expect(renderTable(columns, [[{ text: 'a' }, { text: 'one' }], [{ text: 'Müller' }, { text: 'two' }]], plain)).toEqual([
      'name    value',
      '──────  ─────',
      'a       one',
      'Müller  two',
    ]);
  });

  test('cuts what is too wide', () => {
    expect(renderTable(columns, [[{ text: 'much too long' }, { text: 'also too long' }]], plain).at(-1)).toBe('much …  also to…');
  });

  test('is as wide with colours as without', () => {
    const [, , row] = renderTable(columns, [[{ text: 'a', tone: 'good' }, { text: 'b', tone: 'bad' }]], coloured);
    // eslint-disable-next-line no-control-regex
    expect(row?.replace(/\u001b\[\d+m/g, '')).toBe('a     b');
  });
});

test('colours only where the terminal shows them and nobody refused them', () => {
  expect(paintFor({ isTTY: true }, {})('x', 'good')).toBe('\u001b[32mx\u001b[0m');
  expect(paintFor({ isTTY: true }, {})('x')).toBe('x');
  expect(paintFor({}, {})('x', 'good')).toBe('x');
  expect(paintFor({ isTTY: true }, { NO_COLOR: '1' })('x', 'good')).toBe('x');
  expect(paintFor({ isTTY: true }, { TERM: 'dumb' })('x', 'good')).toBe('x');
});

test('every title and carrier of the demo is shown whole', () => {
  const lines = [...attackTable(attackOutcomes(), plain), ...benignTable(benignOutcomes(), plain)];
  const shown = (title: string, carrier: string) => lines.some(line => line.startsWith(`${title} `) && line.includes(` ${carrier} `));
  expect([...ATTACKS, ...BENIGN_REQUESTS].filter(({ title, carrier }) => !shown(title, carrier)).map(({ title }) => title)).toEqual([]);
});

test('the report fits into 120 columns', () => {
  const verdicts = { unprotected: [{ rule: 'SAS1-GuardMissing', severity: 'error', findings: 4 }], protected: [] };
  const lines = report({ attacks: attackOutcomes(), benign: benignOutcomes(), verdicts }, plain);
  expect(lines.filter(line => [...line].length > 120)).toEqual([]);
  expect(lines.join('\n')).toContain('blocked: sql/postgres');
});

describe('the last line and the exit code', () => {
  const count = [ATTACKS.length, BENIGN_REQUESTS.length] as const;

  test('all went well', () => {
    const result = { attacks: attackOutcomes(), benign: benignOutcomes() };
    expect(summary(result)).toBe(`${count[0]} attacks blocked of ${count[0]}, ${count[1]} benign answers identical of ${count[1]}`);
    expect(succeeded(result)).toBe(true);
  });

  test('one attack got through', () => {
    const attacks = [...attackOutcomes().slice(1), ...attackOutcomes(observation()).slice(0, 1)];
    const result = { attacks, benign: benignOutcomes() };
    expect(summary(result)).toMatch(`${count[0] - 1} attacks blocked of ${count[0]}`);
    expect(succeeded(result)).toBe(false);
  });

  test('one benign answer differs', () => {
    const benign = [...benignOutcomes().slice(1), ...benignOutcomes(observation({ payload: '{}' })).slice(0, 1)];
    const result = { attacks: attackOutcomes(), benign };
    expect(summary(result)).toMatch(`${count[1] - 1} benign answers identical of ${count[1]}`);
    expect(succeeded(result)).toBe(false);
  });

  test('nothing was tried', () => {
    expect(succeeded({ attacks: [], benign: [] })).toBe(false);
  });
});

test('a finding says who, where and how', () => {
  const card = findingCard(finding(), plain).join('\n');
  expect(card).toContain('who    address     203.0.113.24');
  expect(card).toContain('input       $.body → base64 → json');
  expect(card).toContain('how    value       0 OR 1=1');
  expect(card).not.toContain('agent');
});

describe('verdicts', () => {
  const violation = (ruleName: string, severity: string, count = 1) => ({ ruleName, severity, violatingResources: Array<unknown>(count).fill({}) });

  test('are counted by rule and severity', () => {
    expect(verdictsOf({ violations: [violation('SAS4-WildcardAction[Action::s3:*]', 'error', 2), violation('SAS4-WildcardAction[Action::*]', 'error'), violation('A', 'info')] })).toEqual([
      { rule: 'SAS4-WildcardAction', severity: 'error', findings: 3 },
      { rule: 'A', severity: 'info', findings: 1 },
    ]);
  });

  test('are shown side by side', () => {
    const missing = { rule: 'SAS1-GuardMissing', severity: 'error', findings: 4 };
    const told = { rule: 'SAS1-GuardMissing', severity: 'info', findings: 1 };
    expect(verdictTable([missing, told], [told], plain).at(-1)).toBe('SAS1-GuardMissing  4 errors, 1 info  1 info');
    expect(verdictTable([missing], [], plain).at(-1)).toBe('SAS1-GuardMissing  4 errors     passes');
  });
});
