import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { RuntimeClient } from './function-options';

let built: RuntimeClient | undefined;

/** This folder's client, bundled once per process so that it is never older than its source. */
export function builtClient(): RuntimeClient {
  if (built) return built;
  execFileSync(process.execPath, [join(__dirname, 'build.mjs')]);
  built = { args: [join(__dirname, '..', 'build', 'local-runtime', 'client.mjs')] };
  return built;
}
