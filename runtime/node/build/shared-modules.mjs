/**
 * Modules that the guard's first file has anyway: files that are loaded later take them from it.
 *
 * A late file is bundled with stand-ins that ask for what they export, one call for each name. What is asked for, the first file
 * exports under a short name, and before it does anything else: in a Worker it loads late files while it is being loaded.
 */
import { readFileSync } from 'node:fs';

/** Stands for `module.exports`, which esbuild would take for the mark of a CommonJS module, and wrap. */
export const EXPORTS = '__exports';

const ASK = '__shared';
const ASKED = new RegExp(`\\b${ASK}\\("([^"]+)"\\)`, 'g');
const EXPORTED = /^export (?:async )?(?:const|function\*?|class) (\w+)/gm;
const REEXPORTS = /^export (?:\*|\{)/m;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Whether a module says in itself what it exports. */
export function isSharable(path) {
  return path.endsWith('.ts') && !REEXPORTS.test(readFileSync(path, 'utf8'));
}

export class SharedModules {
  /** Names in the first file's exports, by module and name. */
  #asked = new Map();
  #paths;

  /** @param paths - of the modules */
  constructor(paths) {
    this.#paths = new Set(paths);
  }

  /** A plugin for late files. */
  get standIns() {
    return {
      name: 'stand-ins',
      setup: ({ onLoad }) => onLoad({ filter: /\.ts$/ }, ({ path }) => (this.#paths.has(path) ? { loader: 'js', contents: standIn(path) } : undefined)),
    };
  }

  /** A late file that gets what it asks for. */
  connect(code, firstFile) {
    const connected = code.replace(ASKED, (_, what) => `${ASK}.${this.#nameOf(what)}`);
    return connected === code ? code : `const ${ASK}=require(${JSON.stringify(firstFile)});${connected}`;
  }

  /** The source of a module that exports what all late files asked for. */
  get exports() {
    const imports = [...this.#asked].map(([what, name]) => {
      const [path, exported] = what.split('#');
      return `import { ${exported} as ${name} } from ${JSON.stringify(path)};`;
    });
    return `${imports.join('\n')}\n${EXPORTS} = { ${[...this.#asked.values()].join(', ')} };`;
  }

  #nameOf(what) {
    const known = this.#asked.get(what);
    if (known) return known;
    const { size } = this.#asked;
    const name = (size < LETTERS.length ? '' : LETTERS[Math.floor(size / LETTERS.length) - 1]) + LETTERS[size % LETTERS.length];
    this.#asked.set(what, name);
    return name;
  }
}

function standIn(path) {
  const names = Array.from(readFileSync(path, 'utf8').matchAll(EXPORTED), ([, name]) => name);
  return names.map(name => `export const ${name} = /* @__PURE__ */ ${ASK}(${JSON.stringify(`${path}#${name}`)});`).join('\n');
}
