import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { appFunctions } from '../../examples/demo/app-functions';
import { intrinsics } from '../../examples/demo/intrinsics';
import { FUNCTION_IDS, type FunctionId } from '../../examples/demo/request';
import { orderApp } from '../../examples/order-api/app';
import type { AssemblyFunction } from '../../local-runtime';
import { ServerlessGuard } from '../../src';
import { GUARD_ENVIRONMENT } from '../../src/contract/environment';

const folder = mkdtempSync(join(tmpdir(), 'order-api-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let unprotected: Map<FunctionId, AssemblyFunction>;
let guarded: Map<FunctionId, AssemblyFunction>;

/** Reads the functions as the demo does, with the demo's table. */
function functionsOf(assembly: string): Map<FunctionId, AssemblyFunction> {
  return appFunctions(assembly, intrinsics({ databasePort: 5432, documentsFolder: '/documents' }));
}

beforeAll(() => {
  // The checks print what they find.
  const printed = jest.spyOn(console, 'log').mockImplementation();
  unprotected = functionsOf(orderApp(join(folder, 'unprotected')).synth().directory);
  const app = orderApp(join(folder, 'protected'));
  ServerlessGuard.protect(app);
  guarded = functionsOf(app.synth().directory);
  printed.mockRestore();
});

describe.each(FUNCTION_IDS)('%s', id => {
  test('has no guard without protect()', () => {
    const { layers, environment = {} } = unprotected.get(id)!;
    expect(layers).toEqual([]);
    expect(Object.keys(environment).filter(name => name.startsWith('SERVERLESS_GUARD') || name === 'NODE_OPTIONS')).toEqual([]);
  });

  test('has the guard by protect()', () => {
    const { layers, environment = {} } = guarded.get(id)!;
    expect(layers).toHaveLength(1);
    expect(environment[GUARD_ENVIRONMENT.mode]).toBe('block');
  });

  test('has the same code and handler with the guard', () => {
    expect(guarded.get(id)!.handler).toBe(unprotected.get(id)!.handler);
    expect(hash(bundleOf(guarded.get(id)!))).toBe(hash(bundleOf(unprotected.get(id)!)));
  });
});

test('a function that the template lacks is told by its name', () => {
  const empty = new App({ outdir: join(folder, 'empty') });
  new Stack(empty, 'Empty');
  expect(() => functionsOf(empty.synth().directory)).toThrow(/no function 'Orders'/);
});

test('the database driver is inside the bundles, out of reach of hooks on packages', () => {
  for (const name of ['Orders', 'Receipts'] as const) {
    const bundle = bundleOf(unprotected.get(name)!);
    expect(bundle.includes('PGSSLMODE')).toBe(true);
    expect(bundle.includes('require("pg")')).toBe(false);
  }
});

function bundleOf({ code }: AssemblyFunction): string {
  const [main] = readdirSync(String(code)).filter(name => /^index\.m?js$/.test(name));
  return readFileSync(join(String(code), main!), 'utf8');
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
