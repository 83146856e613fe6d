/**
 * Deploys the example app with CloudFormation into moto's server and looks at what is there: `npm run test:deploy`.
 *
 * Installs what it needs into .cache/python and keeps it there.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runToLastLine } from '../last-line.mjs';
import { pythonProgram } from '../python/environment.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, '..', '..');

function main() {
  pythonProgram('python');
  if (spawnSync(process.execPath, [join(repository, 'projenrc', 'build-assets.mjs'), '--quiet'], { stdio: 'inherit' }).status !== 0) return 1;
  const tests = readdirSync(here).filter(name => name.endsWith('.test.ts')).map(name => join(here, name));
  const env = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
  return spawnSync(process.execPath, ['--import', 'tsx', '--test', '--test-reporter=spec', ...tests], { cwd: repository, env, stdio: 'inherit' }).status ?? 1;
}

runToLastLine(main);
