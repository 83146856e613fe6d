import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

/** Each leaves what it found in `globalThis.result`. */
const SOURCES: Record<string, string> = {
  'a caller that passes too much': 'const twice = value => { const sum = value + value; return [sum, sum]; }; globalThis.result = [1, 2, 3].map(twice);',
  'an argument of a call without parentheses': 'globalThis.result = (value => { const sum = value + 1; return [sum, sum]; })(...[4, 5]);',
  'functions that keep a variable of a loop': 'globalThis.result = (list => { const all = []; for (const item of list) { const own = item * 2; all.push(() => own + own); } return all.map(each => each()); })([1, 2]);',
  'a name that means something else around its block': 'const name = "outer"; const tell = is => { if (is) { const name = is + 1; return [name, name]; } return name; }; globalThis.result = [tell(1), tell(0)];',
  'one name in two blocks': 'globalThis.result = (list => { let all = 0; for (let at = 0; at < list.length; at++) all += list[at]; for (let at = 0; at < 2; at++) all += at; return all; })([4, 5]);',
  'a default value that is a variable of the same name outside': 'const base = 7; const take = (one = base) => { const own = one + base; return [own, own, one]; }; globalThis.result = take();',
  'a variable that is set by no one': 'globalThis.result = [1, 2].map(value => { let last; if (value > 1) last = value; return [last, last]; });',
  'recursion': 'const sum = (list, from) => { const head = list[from]; const rest = from + 1 < list.length ? sum(list, from + 1) : 0; return head + rest; }; globalThis.result = sum([1, 2, 3], 0);',
  'methods, accessors and constructors': 'class Box { constructor(value) { const own = value * 2; this.all = [own, own]; } get first() { const [one] = this.all; return one + one; } add(more) { const sum = this.first + more; return [sum, sum]; } } globalThis.result = new Box(3).add(1);',
  'functions that list their arguments': 'globalThis.result = (function (...all) { const count = all.length; return [count, count]; })(1, 2, 3);',
  'a string beside a word': 'const has = of => "prototype" in of; const is = what => { switch (what) { case "prototype": return "prototype"; } return "prototype"+what; }; globalThis.result = [has({}), has(Object), is("prototype"), is("a"), has(Array), "prototype".length];',
  'a string that is a name of a property': 'globalThis.result = [{ "long-property": 1 }["long-property"], "long-property", ["long-property", "long-property"].join()];',
  'types, and nothing': 'const kind = what => typeof what === "undefined" ? void 0 : typeof what; globalThis.result = [kind(void 0), kind(""), kind(1), kind(() => void 0)].map(one => one === void 0 ? null : one);',
  'the language\'s objects': 'const list = of => Object.keys(of).map(Number); globalThis.result = [list({ 1: 1 }), Object.entries({ Object: 1 }), Object.hasOwn({}, "Object"), Math.max(1, 2), new Set([Math.min(1, 2)]).size];',
};

function run(code: string): unknown {
  const context = createContext({});
  runInContext(code, context);
  return JSON.parse(JSON.stringify((context as { result: unknown }).result));
}

describe('what the build makes of the guard\'s code', () => {
  let compacted: string[];
  beforeAll(() => {
    const output = execFileSync(process.execPath, [join(__dirname, 'compact.mjs')], { input: JSON.stringify(Object.values(SOURCES)), encoding: 'utf8' });
    compacted = JSON.parse(output) as string[];
  });

  test.each(Object.entries(SOURCES).map(([title, source], index) => [title, source, index] as const))('does the same: %s', (_, source, index) => {
    expect(run(compacted[index] ?? '')).toEqual(run(source));
  });

  test('has long strings once', () => {
    const [, once] = /prototype/g[Symbol.matchAll](compacted[Object.keys(SOURCES).indexOf('a string beside a word')] ?? '');
    expect(once).toBeUndefined();
  });
});
