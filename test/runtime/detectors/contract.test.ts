import * as fc from 'fast-check';
import { DETECTORS, FIXED, anyText } from './texts';

/** A letter that no prepared text holds. */
const FOREIGN = 'ŧ';

describe.each(DETECTORS)('%s detector', (_name, prepare) => {
  test('never throws, whatever the text and the input', () => {
    fc.assert(fc.property(anyText, anyText, anyText, (before, input, after) => {
      const inspect = prepare(before + input + after);
      expect(() => inspect(input)).not.toThrow();
      expect(() => inspect(before)).not.toThrow();
    }), FIXED);
  });

  test('says the same each time, whichever inputs came before', () => {
    fc.assert(fc.property(anyText, anyText, anyText, (before, input, after) => {
      const text = before + input + after;
      const inspect = prepare(text);
      const first = inspect(input);
      inspect(after);
      expect(inspect(input)).toEqual(first);
      expect(prepare(text)(input)).toEqual(first);
    }), FIXED);
  });

  test('finds nothing in an empty input', () => {
    fc.assert(fc.property(anyText, text => expect(prepare(text)('')).toBeUndefined()), FIXED);
  });

  test('finds nothing in an input that is not in the text', () => {
    const foreign = fc.array(fc.constantFrom(`${FOREIGN}'`, `${FOREIGN};`, `/../${FOREIGN}`, `${FOREIGN} OR 1=1 `, `$(${FOREIGN})`), { minLength: 1, maxLength: 8 });
    fc.assert(fc.property(anyText, foreign, (text, parts) => {
      fc.pre(!text.includes(FOREIGN));
      expect(prepare(text)(parts.join(''))).toBeUndefined();
    }), FIXED);
  });

  test('finds nothing in a word, whatever stands around it', () => {
    fc.assert(fc.property(anyText, fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/), anyText, (before, word, after) => {
      fc.pre((before + word + after).trim() !== word);
      expect(prepare(before + word + after)(word)).toBeUndefined();
    }), FIXED);
  });

  test('a verdict says what changed', () => {
    fc.assert(fc.property(anyText, anyText, anyText, (before, input, after) => {
      const verdict = prepare(before + input + after)(input);
      if (verdict) expect(verdict.change).toMatch(/\w{3}/);
    }), FIXED);
  });
});
