import { runtimeDeprecated } from './runtime-deprecated';
import { runtimePatchingPinned } from './runtime-patching-pinned';
import type { Rule } from '../../rule';

/** SAS-6: Insecure dependencies. */
export const DEPENDENCIES: readonly Rule[] = [
  runtimeDeprecated,
  runtimePatchingPinned,
];
