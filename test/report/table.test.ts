import * as fc from 'fast-check';
import { finding, hostileReport, report, RULE } from './reports';
import { toTable } from '../../src/report/table';
import { columnsOf, padded, wrapped } from '../../src/report/terminal-text';

const plain = { columns: 80, colour: false };
const HELP = 'What each rule means, and how to fix it: https://github.com/cdk-serverless-guard/cdk-serverless-guard/blob/main/docs/rules.md\n';

test('a rule once, with its places in columns', () => {
  const other = finding({ logicalId: 'Payments', location: { file: 'b.yaml', line: 7 }, id: 'SAS4-WildcardAction[Action::sqs:*]', message: `${RULE.title}; it allows sqs:*` });
  expect(toTable(report([finding(), other]), plain)).toBe(`error    SAS4-WildcardAction
         the function may do everything a service offers
         stacks/template.yaml:14  Orders    [Action::s3:*] it allows s3:*
         b.yaml:7                 Payments  [Action::sqs:*] it allows sqs:*
         fix in CDK: bucket.grantRead(fn); // or "another" grant

2 errors, 0 warnings, 0 infos in 1 template
${HELP}`);
});

test('what was acknowledged comes last, with its reason', () => {
  const acknowledged = finding({ acknowledged: { reason: 'the bucket is its own', inFile: true } });
  expect(toTable(report([acknowledged]), plain)).toBe(`acknowledged
         stacks/template.yaml:14  Orders  SAS4-WildcardAction[Action::s3:*]: the
                                          bucket is its own

nothing found in 1 template; 1 acknowledged
`);
});

test('a terminal without room for columns has places in lines', () => {
  const long = finding({ location: { file: 'stacks/production/template.yaml', line: 1400 } });
  expect(toTable(report([long]), { ...plain, columns: 50 })).toContain(`
         stacks/production/template.yaml:1400
           Orders
           [Action::s3:*] it allows s3:*
`);
});

test('colour is all that colour changes', () => {
  const given = report([finding(), finding({ severity: 'warning' }), finding({ severity: 'info' })]);
  const coloured = toTable(given, { ...plain, colour: true });
  expect(coloured).toContain('\u001b[31merror    \u001b[0m');
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(toTable(given, plain)); // eslint-disable-line no-control-regex
});

test('no line is longer than the terminal is wide, whatever names say', () => {
  fc.assert(fc.property(hostileReport, fc.integer({ min: 40, max: 140 }), (given, columns) => {
    for (const line of toTable(given, { columns, colour: false }).split('\n').slice(0, -3)) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
  }), { seed: 20260305, numRuns: 700 });
});

describe('text in a terminal', () => {
  test.each([['abc', 3], ['漢字', 4], ['e\u0301', 1], ['\u{1f600}', 2], ['', 0]])('%s takes %d columns', (text, columns) => expect(columnsOf(text)).toBe(columns));

  test.each([
    ['a bc def', 4, ['a bc', 'def']],
    ['abcdefgh', 3, ['abc', 'def', 'gh']],
    ['漢字かな', 5, ['漢字', 'かな']],
    ['', 5, ['']],
  ])('%j in %d columns is %j', (text, columns, lines) => expect(wrapped(text, columns)).toEqual(lines));

  test('padding counts columns', () => expect(padded('漢', 4)).toBe('漢  '));
});
