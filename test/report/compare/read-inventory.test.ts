import * as fc from 'fast-check';
import { inventoryOf } from './inventories';
import { compareInventories } from '../../../src/report/compare/compare';
import { NoInventory, readInventory } from '../../../src/report/compare/read-inventory';

const TEXT = JSON.stringify(inventoryOf());

test('an inventory is read as it was written', () => {
  expect(JSON.stringify(readInventory(TEXT))).toBe(TEXT);
});

test('what is added later is let pass', () => {
  expect(() => readInventory(TEXT.replace('"name":', '"later":{"x":[1]},"name":'))).not.toThrow();
});

const EXPECTED = 'expected an inventory.json as a protected app and the command "report" write it';

test.each([
  ['', `is empty, ${EXPECTED}`],
  ['{', `is no valid JSON, ${EXPECTED}`],
  ['[]', `holds a list, ${EXPECTED}`],
  ['{"Resources": {}}', `is a template, ${EXPECTED}`],
  ['{"version": "1", "artifacts": {}}', `is the manifest of a cloud assembly, ${EXPECTED}`],
  ['{"bomFormat": "CycloneDX"}', `is a bill of materials, ${EXPECTED}`],
  ['{"runs": []}', `is a SARIF log, ${EXPECTED}`],
  ['{"formatVersion": 2, "functions": []}', 'has formatVersion 2, expected 1; write it anew with this version of the package'],
  ['{"formatVersion": 1, "functions": 7}', 'is no whole inventory: functions is 7, expected a list; write it anew with "report"'],
  ['{"formatVersion": 1, "functions": [{"id": 7}]}', 'is no whole inventory: functions[0] has no name; write it anew with "report"'],
  [TEXT.replace('"callers":"iam"', '"callers":"nobody"'), 'is no whole inventory: functions[0].triggers[0].callers is "nobody", expected one of'],
])('%.60s is told', (text, message) => {
  expect(() => readInventory(text)).toThrow(NoInventory);
  expect(() => readInventory(text)).toThrow(message);
});

/** Puts a value at the place that the numbers lead to. */
function spoilt(value: unknown, [at = 0, ...rest]: readonly number[], replacement: unknown): unknown {
  if (typeof value !== 'object' || value === null) return replacement;
  const entries = Object.entries(value);
  if (entries.length === 0) return replacement;
  const [name] = entries[at % entries.length]!;
  const changed = rest.length === 0 ? replacement : spoilt((value as any)[name], rest, replacement);
  if (Array.isArray(value)) return value.map((item, index) => String(index) === name ? changed : item);
  return changed === undefined ? Object.fromEntries(entries.filter(([key]) => key !== name)) : { ...value, [name]: changed };
}

test('whatever is wrong with an inventory, it is compared or told', () => {
  const whole = JSON.parse(TEXT);
  const replacement = fc.oneof(fc.constantFrom<unknown>(undefined, null, 7, 'x', [], {}, [null], { a: 1 }, '__proto__'), fc.jsonValue({ maxDepth: 1 }));
  fc.assert(fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 7 }), replacement, (path, put) => {
    const text = JSON.stringify(spoilt(whole, path, put));
    let inventory;
    try {
      inventory = readInventory(text);
    } catch (error) {
      expect(error).toBeInstanceOf(NoInventory);
      return;
    }
    compareInventories(whole, inventory);
    compareInventories(inventory, whole);
  }), { seed: 20261126, numRuns: 1_500 });
});
