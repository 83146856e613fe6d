import { fragments } from '../../../runtime/node/detectors/fragments';

const all = (input: string): string[] => [...fragments(input)];

describe('fragments', () => {
  test('are what apps keep of an input', () => {
    expect(all('https://host.example/dir/photo;id.png')).toContain('photo;id.png');
    expect(all('https://host.example/dir/photo;id.png')).toContain('https://host.example/dir/photo;id');
    expect(all('filter=name or 1=1')).toContain('name or 1=1');
    expect(all('first line\nsecond line')).toEqual(expect.arrayContaining(['first line', 'second line']));
  });

  test('are never so short that they stand in any text', () => {
    expect(all('a=b,c:d')).toEqual([]);
    for (const part of all('one/two/three,four=five')) expect(part.length).toBeGreaterThanOrEqual(6);
  });

  test('are few, however many separators an input has', () => {
    expect(all('abcdefgh/'.repeat(10_000)).length).toBeLessThanOrEqual(18);
  });

  test('of a value without separators there are none', () => {
    expect(all("it's only a sentence; nothing else")).toEqual([]);
  });
});
