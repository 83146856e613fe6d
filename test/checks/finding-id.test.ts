import * as fc from 'fast-check';
import { findingId } from '../../src/checks/finding-id';

test.each([
  [undefined, 'SAS4-X'],
  ['Action::s3:*', 'SAS4-X[Action::s3:*]'],
  ['GET /{proxy+}', 'SAS4-X[GET /{proxy+}]'],
  ['a[0].b', 'SAS4-X[a[0].b]'],
  ['a]b', 'SAS4-X[a_b]'],
  ['{a', 'SAS4-X[_a]'],
  ['(a]', 'SAS4-X[_a_]'],
])('of the detail %j is %s', (detail, id) => {
  expect(findingId('SAS4-X', detail)).toBe(id);
});

test('has a closing bracket for every opening one, whatever the detail', () => {
  const detail = fc.array(fc.constantFrom('[', ']', '(', ')', '{', '}', 'a'), { maxLength: 8 }).map(parts => parts.join(''));
  fc.assert(fc.property(detail, text => {
    let rest = findingId('SAS4-X', text);
    for (let before = ''; before !== rest;) {
      before = rest;
      rest = rest.replace(/\[\]|\(\)|\{\}|[^[\](){}]/g, '');
    }
    expect(rest).toBe('');
  }), { seed: 20260101, numRuns: 1_000 });
});
