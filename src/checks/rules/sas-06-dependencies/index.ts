import { codeSigningRules } from './code-signing';
import { codeUnversioned } from './code-unversioned';
import { ecrMutableOrUnscanned } from './ecr-mutable-or-unscanned';
import { imageNotPinned } from './image-not-pinned';
import { layerForeignAccount } from './layer-foreign-account';
import { layerUnpinned } from './layer-unpinned';
import { runtimeDeprecated } from './runtime-deprecated';
import { runtimeNearEol } from './runtime-near-eol';
import { runtimeNotLatest } from './runtime-not-latest';
import { runtimePatchingPinned } from './runtime-patching-pinned';
import { scanExcluded } from './scan-excluded';
import { serverlessAppUnpinned } from './serverless-app-unpinned';
import type { Rule } from '../../rule';

/** SAS-6: Insecure dependencies. */
export const DEPENDENCIES: readonly Rule[] = [
  runtimeDeprecated,
  runtimeNearEol,
  runtimePatchingPinned,
  layerForeignAccount,
  layerUnpinned,
  ...codeSigningRules,
  imageNotPinned,
  ecrMutableOrUnscanned,
  scanExcluded,
  serverlessAppUnpinned,
  runtimeNotLatest,
  codeUnversioned,
];
