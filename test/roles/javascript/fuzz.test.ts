import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { analyseJavaScript } from '../../../src/roles/javascript/analyse';

const ROOT = join(__dirname, '../handlers/javascript');
const texts = readdirSync(ROOT).filter(name => /\.m?js$/.test(name)).map(name => readFileSync(join(ROOT, name), 'utf8'));
const work = mkdtempSync(join(tmpdir(), 'roles-fuzz-'));
afterAll(() => rmSync(work, { recursive: true }));

/** What breaks analysers: half a statement, names in circles, brackets without an end, odd characters. */
const PIECES = ['{', '}', '(', ')', '[', ']', '...', '`${', '}`', 'await ', 'new ', 'this.', 'class A extends A {}', 'const o = { ...o };', 'x = x.x;', 'exports = module.exports = exports;',
  'function f(f) { return f(f); }', '=>', '?.', '#p', '\0', '\u2028', '//', '/*', '"', 'import("x")', 'require(require)', 'process.env[process.env]', '__proto__', 'constructor'];

function analyse(text: string) {
  const file = join(work, 'handler.js');
  writeFileSync(file, text);
  return analyseJavaScript(file);
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
  }), { seed: 20260131, numRuns: 1500 });
});

test('two handlers in one file are the uses of both', () => {
  const pairs = fc.tuple(fc.constantFrom(...texts), fc.constantFrom(...texts));
  fc.assert(fc.property(pairs, ([first, second]) => {
    const alone = analyse(first);
    // Blocks keep the names of both apart; imports cannot stand in a block.
    if (/^(import|export) /m.test(first + second)) return;
    const both = analyse(`{${first}\n}\n{${second}\n}`);
    if (both.files.length === 0) return;
    const actions = new Set(both.uses.flatMap(use => use.actions));
    for (const action of alone.uses.flatMap(use => use.actions)) expect(actions).toContain(action);
  }), { seed: 20260131, numRuns: 150 });
});
