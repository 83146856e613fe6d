import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GUARD_LAYER } from '../guard-layer';

/* `mine` is the name that is asked about. */
const MINE = 'interface Box { readonly mine: number }\nconst box: Box = { mine: 1 };\n';

const SHORTENED: Record<string, string> = {
  'a property that is read by name': `${MINE}export const one = box.mine;`,
  'one that is taken out of its object': `${MINE}export const one = () => { const { mine } = box; return mine; };`,
  'a member of a class': 'export class Box { private mine = 1; public get(): number { return this.mine; } }',
  'one of what a list or a map holds': `${MINE}export const one = new Map([['a', [box].filter(({ mine }) => mine > 0)]]);`,
  'a name that is compared with a string': `${MINE}export const one = (kind: string) => kind === 'mine' ? box.mine : 0;`,
};

const KEPT: Record<string, string> = {
  'a property of what becomes JSON': `${MINE}export const line = JSON.stringify(box);`,
  'one of what stands in it': `${MINE}export const line = JSON.stringify({ all: [box] });`,
  'one of what is JSON by way of a function of ours': `${MINE}const write = (line: unknown) => JSON.stringify(line);\nexport const line = write(box);`,
  'one that is read from JSON': 'interface Box { readonly mine: number }\nexport const one = (JSON.parse("") as Box).mine;',
  'one that is read from anything': 'interface Box { readonly mine: number }\nexport const one = (event: any) => { const box: Box = event; return box.mine; };',
  'one that is recognised in anything': 'interface Box { mine: number }\nconst isBox = (box: unknown): box is Box => true;\nexport const one = (box: unknown) => isBox(box) ? box.mine : 0;',
  'one of what is returned as anything': `${MINE}export const one = (): unknown => box;`,
  'one of a list that holds anything': `${MINE}export const one = (others: unknown[]) => ({ all: [...others, ...[box].map(({ mine }) => ({ mine }))] });`,
  'one of a branch beside anything': `${MINE}export const one = (event: unknown, is: boolean) => is ? box : event;`,
  'one that an option of the language has too': 'interface Box { value: number }\nexport const one = Object.defineProperty({}, "a", { value: 1 }) as unknown;\nexport const two = (box: Box) => box.value;',
  'one of what a record holds': `${MINE}export const one: Record<string, number> = { mine: box.mine };`,
  'one that is asked for by a variable': `${MINE}export const one = (key: keyof Box) => box[key];`,
  'one that is asked for by a string': `${MINE}export const one = box['mine'];`,
  'one whose name is a string somewhere': `${MINE}export const names = ['mine', box.mine];`,
  'one of what is listed': `${MINE}export const names = Object.keys(box);`,
  'a member of a class that extends another\'s': 'export class Box extends Error { public mine = 1; }',
  'one of what is thrown': `${MINE}export const fail = () => { throw box; };`,
  'one of what others call a function with': 'interface Box { mine: number }\nconst on = (listener: (...args: any[]) => void) => listener;\nexport const one = on((box: Box) => box.mine);',
};

const NAMES: Record<string, string> = { 'one that an option of the language has too': 'value' };

function shortened(sources: readonly string[]): string[][] {
  const output = execFileSync(process.execPath, [join(__dirname, 'own-names.mjs')], { input: JSON.stringify(sources), encoding: 'utf8' });
  return JSON.parse(output) as string[][];
}

describe('names that the build shortens', () => {
  const all = { ...SHORTENED, ...KEPT };
  let names: Record<string, string[]>;
  beforeAll(() => {
    const found = shortened(Object.values(all));
    names = Object.fromEntries(Object.keys(all).map((title, index) => [title, found[index] ?? []]));
  });

  test.each(Object.keys(SHORTENED))('%s', title => {
    expect(names[title]).toContain('mine');
  });

  test.each(Object.keys(KEPT))('but not %s', title => {
    expect(names[title]).not.toContain(NAMES[title] ?? 'mine');
  });
});

describe('the guard\'s files', () => {
  const read = (file: string) => readFileSync(join(GUARD_LAYER, 'serverless-guard', file), 'utf8');

  test('hold the names of findings, metrics and answers as they are documented', () => {
    for (const name of ['finding_info', 'correlation_uid', 'type_uid', 'src_endpoint', 'inputPath', 'notInspected', 'retryable', 'batchItemFailures', 'itemIdentifier', 'awsRequestId']) {
      expect(['guard.cjs', 'inspection.cjs'].some(file => read(file).includes(name))).toBe(true);
    }
  });

  test('hold no long name of what only they see', () => {
    for (const name of ['backslashEscapes', 'openParenthesis', 'tokenizeText', 'areLines']) expect(read('inspection.cjs')).not.toContain(name);
  });
});
