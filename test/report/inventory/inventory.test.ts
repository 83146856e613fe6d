process.env.CDK_VALIDATION = 'false';
process.env.JSII_DEPRECATED = 'quiet';

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { generatedApp, PIECES, type GeneratedStack, type PieceName } from './generated-app';
import { AppModel } from '../../../src/app-model/app-model';
import { readConstructTree } from '../../../src/app-model/read-construct-tree';
import { buildInventory } from '../../../src/report/inventory/build-inventory';
import { importedFunctions } from '../../../src/report/inventory/imported-functions';

const inventoryOf = (app: App) => {
  app.synth();
  return buildInventory(AppModel.of(readConstructTree(app)), [], importedFunctions(app));
};

/** By file and logical id, whatever the library thinks of it. */
function functionsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.template.json'))
    .flatMap(name => Object.entries<any>(JSON.parse(readFileSync(join(folder, name), 'utf8')).Resources ?? {})
      .filter(([, { Type }]) => /^AWS::(Lambda|Serverless)::(Web)?Function$/.test(Type))
      .map(([logicalId]) => `${basename(name)} ${logicalId}`))
    .sort();
}

const PIECE_NAMES = Object.keys(PIECES) as PieceName[];
const stacks: fc.Arbitrary<GeneratedStack[]> = fc.array(fc.record({
  place: fc.constantFrom('app', 'stage', 'nested'),
  pieces: fc.uniqueArray(fc.constantFrom(...PIECE_NAMES), { minLength: 1, maxLength: 4 }),
}), { minLength: 1, maxLength: 3 });

// CDK prints what its plugins say; clearMocks keeps the silence.
jest.spyOn(console, 'error').mockImplementation(() => undefined);

describe('every function is in the inventory', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'inventory-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const check = (given: readonly GeneratedStack[], guarded: boolean) => {
    const outdir = mkdtempSync(join(folder, 'out-'));
    const { functions } = inventoryOf(generatedApp(given, outdir, guarded));
    const listed = functions.filter(({ kind }) => kind !== 'imported');
    expect(listed.map(({ template, logicalId }) => `${template} ${logicalId}`).sort()).toEqual(functionsIn(outdir));
    expect(new Set(functions.map(({ id }) => id)).size).toBe(functions.length);
    return functions;
  };

  test.each(['app', 'stage', 'nested'] as const)('every piece at once, in %s', place => {
    const functions = check([{ place, pieces: PIECE_NAMES }], true);
    expect(functions.filter(({ kind }) => kind === 'imported')).toHaveLength(1);
  });

  test('in generated apps', () => {
    fc.assert(fc.property(stacks, fc.boolean(), (given, guarded) => void check(given, guarded)), { seed: 7, numRuns: 12 });
  });
});
