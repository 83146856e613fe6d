/** cfn-lint over the integ apps' snapshots and over the example app, without and with the guard: `npm run lint:templates`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonProgram } from './python/environment.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, '..');
const apps = join(here, 'apps');

function templatesIn(folder) {
  return readdirSync(folder, { recursive: true }).filter(name => name.endsWith('.template.json')).map(name => join(folder, name));
}

function run(command, ...args) {
  return spawnSync(command, args, { cwd: repository, encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: 'false' } });
}

function main(folder) {
  run(process.execPath, join('projenrc', 'build-assets.mjs'), '--quiet');
  const synthesis = run(process.execPath, '--import', 'tsx', join('examples', 'demo', 'synthesise.ts'), folder);
  if (synthesis.status !== 0) throw new Error(`the example could not be synthesised:\n${synthesis.stderr}`);
  const templates = [...templatesIn(apps), ...templatesIn(folder)];
  const { status, stdout, stderr } = run(pythonProgram('cfn-lint'), '--config-file', join(here, 'cfnlintrc.yaml'), '--format', 'parseable', ...templates);
  console.log(`${stdout}${stderr}`.trim() || 'no finding');
  console.log(`${templates.length} templates`);
  return status ?? 1;
}

const folder = mkdtempSync(join(tmpdir(), 'serverless-guard-lint-'));
try {
  process.exitCode = main(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
