/** Fails when a generated file differs from what its generator writes now: project files, API.md, docs/rules.md. */
import { execFileSync } from 'node:child_process';

const run = (command, ...args) => execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

const before = run('git', 'status', '--porcelain');
run('npx', 'projen', '--no-post');
run('npx', 'projen', 'compile');
run('npx', 'projen', 'docgen');
run('npx', 'projen', 'docs:rules');
const after = run('git', 'status', '--porcelain');

if (after !== before) {
  console.error(`stale generated files, got:\n${after}expected the state before:\n${before}run "npx projen build" and commit the result`);
  process.exit(1);
}
console.log('project files, API.md and docs/rules.md are current');
