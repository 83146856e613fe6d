import { maskSecrets } from '../../../runtime/node/findings/mask';

test.each([
  ['AKIAABCDEFGHIJKLMNOP', '***'],
  ['Authorization: Bearer abcdefghijkl', 'Authorization: Bearer ***'],
  ['{"password":"correct horse"}', '{"password":"*** horse"}'],
  ['api_key=0123456789', 'api_key=***'],
  ['postgres://app:s3cret@db/x', 'postgres://app:***@db/x'],
  ["x' OR '1'='1", "x' OR '1'='1"],
  ['../../etc/passwd', '../../etc/passwd'],
])('%s', (text, expected) => {
  expect(maskSecrets(text)).toBe(expected);
});

test('long texts are cut', () => {
  expect(maskSecrets('a'.repeat(300))).toBe(`${'a'.repeat(256)}…`);
});
