import fc from 'fast-check';
import { TARGETS } from './targets';

/* `npm run fuzz` goes on from here with other seeds. */
test.each(TARGETS)('$name', ({ property }) => {
  fc.assert(property, { seed: 2026, numRuns: 300 });
});
