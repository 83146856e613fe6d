/**
 * Looks at the report in a real Chromium: `npm run test:report`.
 *
 * The browser is Debian's; what drives it and what judges its accessibility is kept in .cache/report. The last line is
 * `N passed, N failed`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runToLastLine } from '../../../../integ/last-line.mjs';
import { chromium, ensurePackages } from './packages.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, '..', '..', '..', '..');

function ensureRepository() {
  if (existsSync(join(repository, 'node_modules', 'tsx'))) return;
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: repository, stdio: ['ignore', 'ignore', 'inherit'] });
}

runToLastLine(() => {
  ensureRepository();
  const settings = { browser: chromium(), cache: ensurePackages(), images: process.argv[2] };
  execFileSync(process.execPath, [join(repository, 'projenrc/build-assets.mjs'), '--quiet'], { stdio: 'inherit' });
  const tsx = join(repository, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const env = { ...process.env, CDK_VALIDATION: 'false', JSII_DEPRECATED: 'quiet' };
  return spawnSync(process.execPath, [tsx, join(here, 'run.ts'), JSON.stringify(settings)], { stdio: 'inherit', env }).status ?? 1;
});
