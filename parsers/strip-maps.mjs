/**
 * Takes the source maps out of lib/roles after jsii has compiled it: they hold the sources once more, and are two thirds
 * of what the analysers add to the package.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'lib', 'roles');

for (const name of readdirSync(folder, { recursive: true })) {
  if (!name.endsWith('.js')) continue;
  const file = join(folder, name);
  const code = readFileSync(file, 'utf8');
  const kept = code.replace(/\n\/\/# sourceMappingURL=data:[^\n]*\s*$/, '\n');
  if (kept !== code) writeFileSync(file, kept);
}
