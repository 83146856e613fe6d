import * as fc from 'fast-check';
import { allow, inventoryOf, type State } from './inventories';
import { CHANGE_KINDS, type Change } from '../../../src/report/compare/change';
import { compareInventories } from '../../../src/report/compare/compare';
import { failsDiff } from '../../../src/report/compare/fails';
import { globCovers } from '../../../src/report/compare/glob';

const changes = (before: State, after: State): readonly Change[] => compareInventories(inventoryOf(before), inventoryOf(after)).changes;
/** What changed, without what follows from it. */
const told = (before: State, after: State) => changes(before, after)
  .filter(({ kind }) => !/^(?:slices|findings)-/.test(kind)).map(({ level, kind, items }) => [level, kind, ...items]);

const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';

test('the same app has no changes', () => {
  expect(changes({}, {})).toEqual([]);
});

const CASES: ReadonlyArray<readonly [what: string, before: State, after: State, expected: readonly string[][]]> = [
  ['the guard is gone', {}, { guard: false }, [['loss', 'guard-lost', 'attached: yes → no'], ['change', 'layers-removed', '<ServerlessGuardLayer>']]],
  ['the guard comes', { guard: false }, {}, [['change', 'layers-added', '<ServerlessGuardLayer>'], ['gain', 'guard-added', 'attached: no → yes']]],
  ['block to report', {}, { mode: 'report' }, [['loss', 'mode-weakened', 'block → report']]],
  ['report to off', { mode: 'report' }, { mode: 'off' }, [['loss', 'mode-weakened', 'report → off']]],
  ['off to block', { mode: 'off' }, {}, [['gain', 'mode-strengthened', 'off → block']]],
  ['one detector does less', {}, { policy: { detectors: { sql: 'report' } } }, [['loss', 'detectors-weakened', 'sql: block → report']]],
  ['one detector does more', {}, { policy: { detectors: { leak: 'block' } } }, [['gain', 'detectors-strengthened', 'leak: report → block']]],
  ['an exemption', {}, { policy: { exemptions: [{ detector: 'sql', route: 'POST /orders', reason: 'a report', expires: '2027-01-31' }] } },
    [['loss', 'exemptions-added', 'sql, POST /orders: a report (expires 2027-01-31)']]],
  ['a declaration is gone', { policy: { triggers: [] } }, {}, [['loss', 'declarations-lost', 'triggers']]],
  ['a measure was opted out of', { ledger: [{ measure: 'scoped-role', state: 'set', reason: 'x' }] }, { ledger: [{ measure: 'scoped-role', state: 'optedOut', reason: 'a shared role' }] },
    [['loss', 'measures-lost', 'scoped-role: a shared role']]],
  ['an alarm is gone', {}, { alarm: false }, [['loss', 'alarms-lost', 'AWS/Lambda Errors']]],
  ['the boundary is gone', { boundary: 'arn:aws:iam::111122223333:policy/Limits' }, {}, [['loss', 'boundary-lost', 'arn:aws:iam::111122223333:policy/Limits']]],
  ['a URL for everybody', {}, { authType: 'NONE' }, [['widened', 'callers-widened', 'url Url: iam → anyone']]],
  ['a URL with IAM', { authType: 'NONE' }, {}, [['gain', 'callers-narrowed', 'url Url: anyone → iam']]],
  ['an action more', {}, { statements: [allow('dynamodb:GetItem', TABLE), allow('dynamodb:PutItem', TABLE)] }, [['widened', 'permissions-added', `dynamodb:PutItem on ${TABLE}`]]],
  ['a wildcard in the place of an action', {}, { statements: [allow('dynamodb:*', TABLE)] }, [['widened', 'permissions-added', `dynamodb:* on ${TABLE}`]]],
  ['an action in the place of a wildcard', { statements: [allow('dynamodb:*', '*')] }, {}, [['gain', 'permissions-removed', 'dynamodb:* on *']]],
  ['a statement in two', { statements: [allow('dynamodb:GetItem', TABLE), allow('s3:*', '*')] }, { statements: [allow('s3:*', '*'), allow('s3:GetObject', 'arn:aws:s3:::orders/*'), allow('dynamodb:GetItem', TABLE)] }, []],
  ['a condition is gone', { statements: [allow('sqs:SendMessage', '*', { Condition: { StringEquals: { 'aws:ResourceAccount': '111122223333' } } })] },
    { statements: [allow('sqs:SendMessage', '*')] }, [['widened', 'conditions-lost', 'sqs:SendMessage on *']]],
  ['a managed policy', {}, { managed: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }, [['widened', 'policies-added', 'arn:aws:iam::aws:policy/ReadOnlyAccess']]],
  ['another runtime', {}, { runtime: 'nodejs22.x' }, [['change', 'runtime-changed', 'nodejs24.x → nodejs22.x']]],
  ['a layer', {}, { layer: true }, [['change', 'layers-added', '<Other>']]],
];

test.each(CASES)('%s', (_, before, after, expected) => {
  expect(told(before, after)).toEqual(expected);
});

describe('functions', () => {
  const plain = { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', Role: 'arn:aws:iam::111122223333:role/given' } };

  test('a new one without a guard is more to attack; one that is gone is told', () => {
    expect(told({}, { others: { Images: plain } })).toEqual([['widened', 'function-added-unguarded', 'python3.13']]);
    expect(told({ others: { Images: plain } }, {})).toEqual([['change', 'function-removed']]);
  });

  test('one that has another id and the same path is the same', () => {
    const at = (path: string) => ({ ...plain, Metadata: { 'aws:cdk:path': path } });
    expect(told({ others: { Images1: at('Shop/Images/Resource') } }, { others: { Images2: at('Shop/Images/Resource') } })).toEqual([]);
  });

  test('another one with the same role shares it', () => {
    const sharing = { ...plain, Properties: { ...plain.Properties, Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } };
    expect(told({}, { others: { Images: sharing } })).toContainEqual(['widened', 'role-shared', 'Shop#Images']);
  });
});

describe('slices and findings', () => {
  test('of a guard that reports only, every slice at run time is less', () => {
    const lost = changes({}, { mode: 'report' }).find(({ kind }) => kind === 'slices-lost');
    expect(lost).toMatchObject({ level: 'loss', function: 'Shop#Orders', items: expect.arrayContaining(['SAS-1 run time: present → reports']) });
  });

  test('an open URL is a finding, and a lost slice', () => {
    const found = changes({}, { authType: 'NONE' });
    expect(found.find(({ kind }) => kind === 'slices-lost')?.items).toEqual(expect.arrayContaining(['SAS-2 default: present → absent', 'SAS-2 template: present → absent']));
    expect(found.find(({ kind }) => kind === 'findings-added')?.items).toContain('SAS2-FunctionUrlNoAuth at Shop#Url');
  });
});

test('the other way round, losses are gains and gains losses', () => {
  for (const [, before, after] of CASES) {
    const count = (level: string, found: readonly Change[]) => found.filter(change => change.level === level && !/^measures/.test(change.kind)).length;
    const [there, back] = [changes(before, after), changes(after, before)];
    if (count('loss', there) > 0 && !there.some(({ kind }) => kind === 'boundary-lost')) expect(count('gain', back)).toBeGreaterThan(0);
  }
});

test.each([
  ['loss', { mode: 'report' }, [true, true, true, false]],
  ['widened', { managed: ['arn:aws:iam::111122223333:policy/More'] }, [false, true, true, false]],
  ['change', { layer: true }, [false, false, true, false]],
  ['gain', { boundary: 'Limits', policy: { detectors: { leak: 'block' } } }, [false, false, false, false]],
] as const)('what fails of a %s', (wanted, after, expected) => {
  const comparison = compareInventories(inventoryOf(), inventoryOf(after));
  const only = { ...comparison, changes: comparison.changes.filter(({ level }) => level === wanted) };
  expect(only.changes.length).toBeGreaterThan(0);
  expect((['loss', 'widened', 'change', 'never'] as const).map(failOn => failsDiff(only, failOn))).toEqual(expected);
});

test('every kind has words of its own', () => {
  expect(new Set(Object.values(CHANGE_KINDS)).size).toBe(Object.keys(CHANGE_KINDS).length);
});

describe('patterns', () => {
  test.each([['s3:*', 's3:GetObject', true], ['S3:get*', 's3:GetObject', true], ['s3:GetObject', 's3:*', false], ['*', '', true], ['a?c', 'abc', true], ['a?c', 'a*c', false], ['a*b*c', 'axbxbc', true], ['a*b', 'ab-c', false]])(
    '%s covers %s: %s', (pattern, text, expected) => expect(globCovers(pattern, text)).toBe(expected));

  test('they read as a regular expression would', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    fc.assert(fc.property(texts, texts, (pattern, text) => {
      const expression = new RegExp(`^${pattern.replace(/\*+/g, '*').replaceAll('*', '.*').replaceAll('?', '[^*]')}$`, 's');
      expect(globCovers(pattern, text)).toBe(expression.test(text));
    }), { seed: 20261125, numRuns: 2_000 });
  });

  test('a pattern that is made to cost costs nothing', () => {
    expect(globCovers('*a'.repeat(300) + 'b', 'a'.repeat(3_000))).toBe(false);
  });
});
