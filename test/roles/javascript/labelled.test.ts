import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scoreFiles, type Label } from '../../../bench/roles/score';
import { clientConstructions } from '../../../bench/roles/text-scan';
import { analyseJavaScript } from '../../../src/roles/javascript/analyse';

const ROOT = join(__dirname, '../handlers/javascript');
const labels = readFileSync(join(ROOT, 'labels.jsonl'), 'utf8').split('\n').filter(line => line !== '').map(line => JSON.parse(line) as Label);
const files = [...new Set(labels.map(({ file }) => file))];
const analyses = new Map(files.map(file => [file, analyseJavaScript(join(ROOT, file), ROOT)] as const));
const uses = [...analyses.values()].flatMap(analysis => analysis.uses);

describe('labelled handlers', () => {
  test.each(files)('%s', file => {
    const misses: object[] = [];
    scoreFiles([file], labels, uses, misses);
    expect(misses).toEqual([]);
  });

  test('are at least forty, in both languages and module systems', () => {
    expect(files.length).toBeGreaterThanOrEqual(40);
    expect(new Set(files.map(file => file.slice(file.lastIndexOf('.'))))).toEqual(new Set(['.ts', '.js', '.mjs']));
  });

  test.each(files)('every client that the text of %s makes yields a use or a note', file => {
    const { uses: found, notes } = analyses.get(file)!;
    const silent = clientConstructions(join(ROOT, file)).filter(({ service }) => ![...found, ...notes].some(said => said.service === service));
    expect(silent).toEqual([]);
  });
});
