import { DETECTORS } from './texts';

/** Nesting that a recursive reader dies of, floods that a backtracking one does not come back from. */
const FLOODS = ["'", '"', '`', '(', '/*', '\\', '$(', '"$(', '${', '../', '<<A\n', "x'y "];
const DEPTH = 100_000;

describe.each(DETECTORS.filter(([name]) => !/sqlite|mssql|generic/.test(name)))('%s detector', (_name, prepare) => {
  test.each(FLOODS)('comes back from %j a hundred thousand deep', unit => {
    const flood = unit.repeat(DEPTH);
    const inspect = prepare(flood);
    for (const input of [flood, `${unit.repeat(DEPTH / 4)}b${unit.repeat(DEPTH / 4)}`]) expect(() => inspect(input)).not.toThrow();
  });
});
