/**
 * Writes `docs/rules.md` from the rules themselves: `npm run docs:rules`. With `--check` nothing is written, and a
 * stale file ends with exit code 1.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesDocument } from './rules-document';
import { RULES } from '../src/checks/registry';

const FILE = join(__dirname, '../docs/rules.md');

const wanted = rulesDocument(RULES);
const found = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';

if (!process.argv.includes('--check')) {
  writeFileSync(FILE, wanted);
} else if (found !== wanted) {
  console.error('docs/rules.md is stale: run `npm run docs:rules` and commit the result');
  process.exitCode = 1;
}
