import { walk } from '../../../runtime/node/invocation/walk';

/** How often a walk meets a string. */
function meetings(event: unknown): number {
  let met = 0;
  walk(event, () => {
    met++;
  });
  return met;
}

test.each([
  ['&#x27;&lt;a#$(b) ', 16], ['/AAAAAAAAAA=', 200],
])('a text of %j is not cut again and again', (unit, times) => {
  expect(meetings([unit.repeat(times)])).toBeLessThan(150);
});
