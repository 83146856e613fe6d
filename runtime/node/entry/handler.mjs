/** The module that the runtime client loads in place of the user's; bundled to handler.mjs of the layer. */
import { loadGuardedHandler } from './load-guarded-handler';

export const handler = await loadGuardedHandler(import.meta.url);
