import fc from 'fast-check';
import { folded } from '../../../runtime/node/invocation/folded';
import { FoldedReader } from '../../../runtime/node/invocation/folded-reader';
import { indexInputs } from '../../../runtime/node/invocation/input-index';

const SETTINGS = { seed: 20261124, numRuns: 2000 };
const piece = fc.constantFrom('a', 'B', 'Z', '\'', '"', '`', '\\', ' ', '\n', '\u00a0', '\u0130', '\u212a', '\u03a3', '=', '1', '/', '.');
const text = fc.array(piece, { maxLength: 40 }).map(pieces => pieces.join(''));

test('a text is folded at once as it is read character by character', () => {
  fc.assert(fc.property(text, original => {
    expect(folded(original)).toBe(new FoldedReader(original, 0).rest(original.length));
  }), SETTINGS);
});

test('an input that stands in a text, whole or changed on the way, is found by the way for few and by that for many', () => {
  const others = Array.from({ length: 300 }, (_, index) => `other value ${index}; ${index}`);
  fc.assert(fc.property(text, text, text, (before, input, after) => {
    const standing = `${before}${input}${after}`;
    const changed = `${before}${input.toUpperCase().replaceAll('\'', '\'\'').replaceAll('  ', ' ')}${after}`;
    for (const event of [{ input }, { others, input }]) {
      const index = indexInputs(event);
      if (!index.texts.includes(input)) continue;
      expect(index.candidates(standing)).toContain(input);
      if (input.replace(/[^\w=/.]/g, '').length >= 4 && /^[\0-\x7f]*$/.test(input)) expect(index.candidates(changed)).toContain(input);
    }
  }), { ...SETTINGS, numRuns: 300 });
});
