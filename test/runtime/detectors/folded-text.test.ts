import { FoldedText, includesFolded } from '../../../runtime/node/detectors/folded-text';

const found = (text: string, input: string): string[] => {
  const parts: string[] = [];
  new FoldedText(text).search(input, ({ start, end }) => {
    parts.push(text.slice(start, end));
    return undefined;
  });
  return parts;
};

describe('FoldedText', () => {
  test('finds an input whose case and whitespace an app changed, as a range of the text', () => {
    expect(found('x = UNION all  select 1', 'union  ALL select')).toEqual(['UNION all  select']);
    expect(found('x=unionallselect', 'union all select')).toEqual(['unionallselect']);
  });

  test('counts one quote of a run at an edge as the input\'s', () => {
    expect(found("a = 'it''s me'", "it's me")).toEqual(["it''s me"]);
    expect(found("a = '''tis me'", "'tis me")).toEqual(["'tis me"]);
    expect(found("a = 'me and '''", "me and '")).toEqual(["me and '"]);
  });

  test('ignores escapes', () => {
    expect(found('echo a\\;reboot', 'a;reboot')).toEqual(['a\\;reboot']);
  });

  test('leaves out what would be found by chance', () => {
    expect(found('a or b', 'OR')).toEqual([]);
  });

  test('letters whose other case has another length do not shift the range', () => {
    expect(found('İİİ x = DROP it', 'drop  it')).toEqual(['DROP it']);
  });
});

test('includesFolded compares both sides folded', () => {
  expect(includesFolded('say  HELLO', 'hello')).toBe(true);
  expect(includesFolded('say hell', 'hello')).toBe(false);
});
