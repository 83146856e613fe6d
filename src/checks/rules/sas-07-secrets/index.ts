import { envDynamicReference } from './env-dynamic-reference';
import { envSecretPattern } from './env-secret-pattern';
import type { Rule } from '../../rule';

/** SAS-7: Insecure secrets storage. */
export const SECRETS: readonly Rule[] = [
  envSecretPattern,
  envDynamicReference,
];
