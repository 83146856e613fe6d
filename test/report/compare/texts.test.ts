import { join } from 'node:path';
import { HtmlRenderer, Parser } from 'commonmark';
import * as fc from 'fast-check';
import { inventoryOf } from './inventories';
import type { Change, Comparison } from '../../../src/report/compare/change';
import { compareInventories } from '../../../src/report/compare/compare';
import { diffToJson, diffToMarkdown, diffToTable } from '../../../src/report/compare/to-text';
import { hostileName } from '../reports';
import { schemaErrors } from '../schemas';

const errors = schemaErrors(join(__dirname, '../../../docs/diff.schema.json'));
const table = (comparison: Comparison) => diffToTable(comparison, { columns: 80, colour: false });
const CHANGED: Comparison = {
  functions: { before: 2, after: 1 },
  changes: [
    { level: 'loss', kind: 'mode-weakened', function: 'Shop#Orders', name: 'Shop/Orders', items: ['block → report'] },
    { level: 'loss', kind: 'alarms-lost', function: 'Shop#Orders', name: 'Shop/Orders', items: ['AWS/Lambda Errors', 'AWS/Lambda Throttles'] },
    { level: 'change', kind: 'function-removed', function: 'Shop#Images', name: 'Shop/Images', items: [] },
  ],
};

test('a table for people', () => {
  expect(table(CHANGED)).toBe(`loss     Shop/Orders
         the guard's mode does less
           - block → report
         alarms are gone
           - AWS/Lambda Errors
           - AWS/Lambda Throttles

change   Shop/Images
         the function is gone

2 losses, 0 widened, 1 other change, 0 gains; 2 functions before, 1 after
`);
  expect(diffToTable(CHANGED, { columns: 80, colour: true })).toContain('\u001b[31mloss     \u001b[0mShop/Orders');
});

test('a table for a pull request', () => {
  expect(diffToMarkdown(CHANGED)).toBe(`## Serverless Guard: 2 losses, 0 widened, 1 other change, 0 gains; 2 functions before, 1 after

| level | function | what | which |
| --- | --- | --- | --- |
| loss | \`Shop/Orders\` | the guard's mode does less | \`block → report\` |
| loss | \`Shop/Orders\` | alarms are gone | \`AWS/Lambda Errors\`<br>\`AWS/Lambda Throttles\` |
| change | \`Shop/Images\` | the function is gone |  |
`);
});

test('JSON as its schema says', () => {
  expect(errors(diffToJson(CHANGED))).toEqual([]);
  expect(errors(diffToJson(compareInventories(inventoryOf(), inventoryOf({ mode: 'off', authType: 'NONE', layer: true }))))).toEqual([]);
  expect(errors(diffToJson({ ...CHANGED, changes: [{ ...CHANGED.changes[0]!, level: 'other' as 'loss' }] }))).not.toEqual([]);
  expect(JSON.parse(diffToJson(CHANGED)).summary).toEqual({ loss: 2, widened: 0, change: 1, gain: 0 });
});

test('nothing changed is one line', () => {
  const same = compareInventories(inventoryOf(), inventoryOf());
  expect(table(same)).toBe('nothing changed; 1 function before, 1 after\n');
  expect(diffToMarkdown(same)).toBe('## Serverless Guard: nothing changed; 1 function before, 1 after\n');
});

describe('whatever names say', () => {
  const change: fc.Arbitrary<Change> = fc.record({
    level: fc.constantFrom('loss', 'widened', 'change', 'gain'),
    kind: fc.constantFrom('mode-weakened', 'permissions-added'),
    function: hostileName,
    name: hostileName,
    items: fc.uniqueArray(hostileName, { maxLength: 2 }),
  });
  const comparison = fc.array(change, { minLength: 1, maxLength: 3 }).map(found => ({ functions: { before: 1, after: 1 }, changes: found }));

  test.each([['table', table], ['markdown', diffToMarkdown], ['json', diffToJson]] as const)('%s holds nothing that a terminal obeys or that nobody sees', (_, format) => {
    fc.assert(fc.property(comparison, given => expect(format(given)).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]|\p{Cs}/u)), { seed: 20261127, numRuns: 150 });
  });

  test('the table for a pull request keeps its cells and holds no markup', () => {
    fc.assert(fc.property(comparison, given => {
      const rows = diffToMarkdown(given).split('\n').filter(line => line.startsWith('| ')).slice(2);
      expect(rows).toHaveLength(given.changes.length);
      for (const row of rows) {
        const cells = row.slice(1, -1).split('|').map(cell => cell.trim());
        expect(cells).toHaveLength(4);
        const tags = cells.flatMap(cell => [...new HtmlRenderer().render(new Parser().parse(cell)).matchAll(/<(\w+)/g)].map(([, tag]) => tag));
        expect(tags.filter(tag => !['p', 'code', 'br'].includes(tag!))).toEqual([]);
      }
    }), { seed: 20261128, numRuns: 150 });
  });
});
