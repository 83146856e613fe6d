import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pythonConstructions } from '../../../bench/roles/python-scan';
import { scoreFiles, type Label } from '../../../bench/roles/score';
import { analysePython } from '../../../src/roles/python/analyse';

const ROOT = join(__dirname, '../handlers/python');
const labels = readFileSync(join(ROOT, 'labels.jsonl'), 'utf8').split('\n').filter(line => line !== '').map(line => JSON.parse(line) as Label);
const files = [...new Set(labels.map(({ file }) => file))];
const analyses = new Map(files.map(file => [file, analysePython(join(ROOT, file), ROOT)] as const));
const uses = [...analyses.values()].flatMap(analysis => analysis.uses);

describe('labelled handlers', () => {
  test.each(files)('%s', file => {
    const misses: object[] = [];
    scoreFiles([file], labels, uses, misses);
    expect(misses).toEqual([]);
  });

  test('are at least forty', () => {
    expect(files.length).toBeGreaterThanOrEqual(40);
  });

  test.each(files)('every client that the text of %s makes yields a use or a note', file => {
    const { uses: found, notes } = analyses.get(file)!;
    const silent = pythonConstructions(join(ROOT, file)).filter(({ service }) => ![...found, ...notes].some(said => said.service === service));
    expect(silent).toEqual([]);
  });
});
