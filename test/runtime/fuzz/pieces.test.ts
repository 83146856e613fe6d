import { walk } from '../../../runtime/node/invocation/walk';

/** How often a walk meets a string. */
function meetings(event: unknown): number {
  let met = 0;
  walk(event, () => {
    met++;
  });
  return met;
}

test('a short text with many separators is not parted again and again', () => {
  expect(meetings(['&#x27;&lt;a#$(b) '.repeat(16)])).toBeLessThan(150);
});
