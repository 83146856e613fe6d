import { searchText } from '../../../runtime/node/detectors/search';

const positions = (text: string, needle: string): number[] => {
  const found: number[] = [];
  searchText(text, needle, ({ start, end }) => {
    expect(text.slice(start, end)).toBe(needle);
    found.push(start);
    return undefined;
  });
  return found;
};

describe('searchText', () => {
  test('finds every place, overlapping ones too', () => {
    expect(positions('abcabcab', 'abcab')).toEqual([0, 3]);
    expect(positions('', 'a')).toEqual([]);
    expect(positions('a', '')).toEqual([]);
  });

  test('tells a harmless occurrence from none, and stops at a verdict', () => {
    const verdict = { change: 'something' };
    let asked = 0;
    expect(searchText('xaxaxa', 'a', () => (++asked === 2 ? verdict : undefined))).toBe(verdict);
    expect(asked).toBe(2);
    expect(searchText('xax', 'a', () => undefined)).toBe('harmless');
    expect(searchText('xax', 'b', () => verdict)).toBe('absent');
  });

  test('asks about at most one place a character plus sixteen, however periodic the text', () => {
    const asked = positions('ab'.repeat(5_000), 'ab'.repeat(50)).length;
    expect(asked).toBeLessThanOrEqual(5_000 / 50 + 16);
    expect(asked).toBeGreaterThan(16);
  });

  test('long needles in long texts are found where short ones are', () => {
    const needle = `${'a'.repeat(700)}b${'a'.repeat(700)}`;
    const text = `${'a'.repeat(30_000)}${needle}${'c'.repeat(100)}${needle}`;
    expect(positions(text, needle)).toEqual([text.indexOf(needle), text.lastIndexOf(needle)]);
    expect(positions(text, `${needle}d`)).toEqual([]);
    expect(positions(`${'x'.repeat(20_000)}${'a'.repeat(1_000)}`, 'a'.repeat(1_000))).toEqual([20_000]);
  });
});
