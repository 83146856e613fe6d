import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Packaging } from './configuration';

const REPOSITORY = join(__dirname, '..', '..', '..');

/** ES modules have no `require`, which bundled CommonJS packages call for Node's builtins. */
const REQUIRE_FOR_BUNDLES = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

const TOP_LEVEL_AWAIT = 'await new Promise(resolve => setTimeout(resolve, 1));';

/** The text that only an attack gets to see. */
export const SECRET = 'the-secret-of-the-fixture';

/** Modules beside the fixture: handlers that cannot be loaded, and a preload of the user's own. */
const OTHER_MODULES: Readonly<Record<string, string>> = {
  'missing-package.cjs': 'require("a-package-that-is-not-there");',
  'missing-package-esm.mjs': 'import "a-package-that-is-not-there";',
  'throws.cjs': 'throw new RangeError("thrown while loading");',
  'throws-esm.mjs': 'throw new RangeError("thrown while loading");',
  'throws-text.cjs': 'throw "thrown while loading";',
  'syntax.cjs': 'exports.handler = async ( =>',
  'user preload.cjs': 'globalThis.userPreload = "loaded";',
};

/**
 * Builds the fixture's code folder for one packaging.
 *
 * It lies in the repository, so that unbundled code finds its packages in `node_modules`.
 */
export function buildFixture(packaging: Packaging): string {
  mkdirSync(join(REPOSITORY, 'build'), { recursive: true });
  const folder = mkdtempSync(join(REPOSITORY, 'build', 'runtime-suite-'));
  mkdirSync(join(folder, 'public'));
  const topLevelAwait = packaging.format === 'mjs-with-top-level-await';
  buildSync({
    stdin: { contents: `${topLevelAwait ? TOP_LEVEL_AWAIT : ''} export * from './app';`, resolveDir: join(__dirname, 'fixtures') },
    outfile: join(folder, topLevelAwait ? 'index.mjs' : 'index.js'),
    bundle: true,
    packages: packaging.bundled ? 'bundle' : 'external',
    // An optional native addon that pg only tries to load.
    external: packaging.bundled ? ['pg-native'] : [],
    format: packaging.format === 'cjs' ? 'cjs' : 'esm',
    banner: packaging.format === 'cjs' ? {} : { js: REQUIRE_FOR_BUNDLES },
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
  });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(packaging.format === 'esm' ? { type: 'module' } : {}));
  writeFileSync(join(folder, 'public', 'hello.txt'), 'hello');
  writeFileSync(join(folder, 'public', 'notes..txt'), 'two dots');
  writeFileSync(join(folder, 'secret.txt'), SECRET);
  for (const [name, source] of Object.entries(OTHER_MODULES)) writeFileSync(join(folder, name), source);
  return folder;
}
