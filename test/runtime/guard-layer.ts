import { join } from 'node:path';

/** The guard as `runtime/node/build.mjs` writes it. */
export const GUARD_LAYER = join(__dirname, '..', '..', 'assets', 'guard-node');
