import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from './language';

/** Lambda writes the source of a template into such a file. */
const NAMES: Readonly<Record<Language, string>> = { javascript: 'index.js', python: 'index.py' };

/** Lends inline code the file that analysers read, for as long as they do. */
export function withInlineFile<T>(text: string, language: Language, read: (entry: string, root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'serverless-guard-'));
  try {
    const entry = join(root, NAMES[language]);
    writeFileSync(entry, text);
    return read(entry, root);
  } finally {
    rmSync(root, { recursive: true });
  }
}
