import { screenEvent } from '../../../runtime/node/screen-event';
import { screenValue } from '../../../runtime/node/screening/screen-value';

/** Beginnings of what rules look for: one that backtracks does not come back from a flood of them. */
const FLOODS = ["'", "' and ", '"', '(', '<', '<a ', '<a style=', ' on=', '{{', '${', '%c0', '../', './', '/a', 'a/', '\\', '//', '&#', '/*', '$(', ';', 'a ', 'or ', '(select ', 'eval(', 'O:1:"', '*)(', '\n', '[$', '<!ENTITY ', 'javascript:'];
const LENGTH = 300_000;

test.each(FLOODS)('comes back from a flood of %j', unit => {
  const flood = unit.repeat(LENGTH / unit.length);
  expect(() => screenValue(flood)).not.toThrow();
  expect(() => screenValue(`x${flood}`)).not.toThrow();
});

test('what exceeds the budget of an event is told', () => {
  const { attempts, notScreened } = screenEvent({ a: `<script>${'x '.repeat(LENGTH)}`, b: '<script>' });
  expect(attempts.map(({ place }) => place.path)).toEqual(['$.b']);
  expect(notScreened).toMatch(/beyond \d+ characters/);
});

test('an attack behind much text is found', () => {
  expect(screenValue(`${'lorem '.repeat(10_000)}<script>`)?.class).toBe('xss');
});
