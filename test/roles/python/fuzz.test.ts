import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { analysePython } from '../../../src/roles/python/analyse';

const ROOT = join(__dirname, '../handlers/python');
const texts = readdirSync(ROOT).filter(name => name.endsWith('.py')).map(name => readFileSync(join(ROOT, name), 'utf8'));
const work = mkdtempSync(join(tmpdir(), 'roles-python-fuzz-'));
afterAll(() => rmSync(work, { recursive: true }));

/** What breaks analysers: half a statement, names in circles, brackets without an end, odd characters. */
const PIECES = ['{', '}', '(', ')', '[', ']', '**', '*', ':', 'f"{', '"""', "'", '#', '\\', '\n', '\n    ', '\t', '\0', '\u2028', 'lambda: ', 'self.', 'x = x.x\n', 'a, *b = b, a\n',
  'class A(A): pass\n', 'def f(f): return f(f)\n', 'from . import *\n', 'global s3\n', 'boto3 = boto3.client(boto3)\n', 'kwargs = {**kwargs}\n', '__class__', '.get(', 'yield ', 'await ', ':=', 'with '];

function analyse(text: string) {
  const file = join(work, 'handler.py');
  writeFileSync(file, text);
  return analysePython(file);
}

test('mutated handlers are analysed or noted, and never more than that', () => {
  const mutation = fc.record({ at: fc.nat(4000), remove: fc.nat(40), piece: fc.constantFrom('', ...PIECES) });
  fc.assert(fc.property(fc.constantFrom(...texts), fc.array(mutation, { minLength: 1, maxLength: 6 }), (text, mutations) => {
    const mutated = mutations.reduce((current, { at, remove, piece }) => {
      const place = at % (current.length + 1);
      return current.slice(0, place) + piece + current.slice(place + remove);
    }, text);
    const { uses, notes, files } = analyse(mutated);
    // What is not read at all is told.
    expect(files.length > 0 || notes.length > 0).toBe(true);
    for (const { line, actions } of uses) expect(line > 0 && actions.length > 0).toBe(true);
  }), { seed: 20260131, numRuns: 600 });
});

test('two handlers in one file are the uses of both', () => {
  const inFunction = (text: string, name: string) => `def ${name}():\n${text.replace(/^from __future__.*$/gm, '').split('\n').map(line => line === '' ? '' : `    ${line}`).join('\n')}\n    pass\n`;
  fc.assert(fc.property(fc.constantFrom(...texts), fc.constantFrom(...texts), (first, second) => {
    const both = analyse(`${inFunction(first, 'one')}\n${inFunction(second, 'two')}`);
    const actions = new Set(both.uses.flatMap(use => use.actions));
    for (const action of analyse(inFunction(first, 'one')).uses.flatMap(use => use.actions)) expect(actions).toContain(action);
  }), { seed: 20260131, numRuns: 80 });
});
