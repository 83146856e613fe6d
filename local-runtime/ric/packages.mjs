/** Packages from npm, each in a folder of its own that is named after its version and kept. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureBuildTools } from './build-tools.mjs';

/**
 * Installs a package once and returns its folder.
 *
 * Install scripts are switched off: npm 10 runs them, npm 11 asks first. What has to be built is built by `build`.
 */
function install(cache, name, version, build = () => undefined) {
  const folder = join(cache, `${name}@${version}`);
  const installed = join(folder, 'node_modules', name);
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return installed;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  console.log(`installing ${name}@${version}`);
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`], folder);
  build(installed);
  writeFileSync(complete, '');
  return installed;
}

/** A real Node binary. The platform's package holds nothing but the binary, and needs no script to choose it. */
export function nodeBinary(cache, major) {
  return join(install(cache, `node-${process.platform}-${process.arch}`, String(major)), 'bin', 'node');
}

/** The real runtime client with its native part built. */
export function runtimeClient(cache, version) {
  return install(cache, 'aws-lambda-ric', version, folder => {
    ensureBuildTools();
    console.log(`building aws-lambda-ric@${version}, about a minute`);
    run('sh', ['scripts/preinstall.sh'], folder);
    run('sh', ['scripts/postinstall.sh'], folder);
  });
}

/** Runs a command, silent unless it fails. */
function run(command, args, cwd) {
  try {
    execFileSync(command, args, { cwd, stdio: 'pipe', env: { ...process.env, ...headers() }, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const output = `${error.stdout ?? ''}${error.stderr ?? ''}`.trimEnd().split('\n').slice(-30).join('\n');
    throw new Error(`\`${command} ${args.join(' ')}\` in ${cwd} failed:\n${output}`);
  }
}

/** Node's headers lie beside many installations; node-gyp would download them. */
function headers() {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, 'include', 'node', 'node.h')) ? { npm_config_nodedir: prefix } : {};
}
