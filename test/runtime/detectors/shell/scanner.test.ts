import * as fc from 'fast-check';
import { literalText } from '../../../../runtime/node/detectors/shell/literal-text';
import { scanShell } from '../../../../runtime/node/detectors/shell/scanner';
import { FIXED, anyText } from '../texts';

/** The text with a caret below every marked character. */
const marked = (text: string): string => {
  const line = Array<string>(text.length).fill(' ');
  for (const position of scanShell(text).positions) line[position] = '^';
  return line.join('').trimEnd();
};

describe('scanShell', () => {
  test.each([
    ['a b;c&&d|e', '   ^ ^^ ^'],
    ["a 'b;c' d", '  ^   ^'],
    ['a "b;$c`d`"', '  ^  ^ ^ ^^'],
    ['a "\\$b" \\;', '  ^^  ^ ^'],
    ["a $'b\\'c' d", '  ^^ ^  ^'],
    ['a $(b "c;d" e) f', '  ^^  ^   ^  ^'],
    ['a ${b:-c;d} e', '  ^^      ^'],
    ['a $((b*(c+1))) d', '  ^^^       ^^'],
    ['a #b;c', '  ^'],
    ['a b#c', ''],
    ['a ~b c~', '  ^'],
    ['a b*c d?e f?', '   ^   ^'],
    ['a [b] [c', '  ^'],
    ['a {b,c} {d}', '  ^'],
    ['a x://b?c=*', ''],
    ['a $1 $$ $', ''],
    ['a <<E\nb;"$c"\nE\nd', '  ^^ ^   ^   ^^'],
    ["a <<'E'\nb;$c\nE\nd", '  ^^^ ^^     ^^'],
  ])('%s', (text, expected) => {
    expect(marked(text)).toBe(expected);
  });

  test('knows where commands start', () => {
    const text = 'a b; c | d && e "$(f g)" `h`\ni';
    expect(scanShell(text).commands.map(at => text[at]).join('')).toBe('acdefhi');
  });

  test('knows what is left open', () => {
    expect(["a 'b", 'a "b', 'a $(b', 'a `b', 'a ${b', "a $'b\\'"].some(text => scanShell(text).closed)).toBe(false);
    expect(["a 'b'", 'a "$(b "c")"', 'a # "b', 'a \\"'].every(text => scanShell(text).closed)).toBe(true);
  });

  test('marks stand in order, inside the text', () => {
    fc.assert(fc.property(anyText, text => {
      const { positions } = scanShell(text);
      expect(positions.every((position, index) => position < text.length && position > (positions[index - 1] ?? -1))).toBe(true);
    }), FIXED);
  });
});

test('literalText is what stays after quote removal, with a NUL for syntax', () => {
  const text = 'say "it\'s" \'"so"\' a\\ b;c$d';
  expect(literalText(text, scanShell(text))).toBe('say it\'s "so" a b\0c\0d');
});
