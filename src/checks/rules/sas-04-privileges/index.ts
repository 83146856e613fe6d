import { sharedRole } from './shared-role';
import { wildcardAction } from './wildcard-action';
import { wildcardResource } from './wildcard-resource';
import type { Rule } from '../../rule';

/** SAS-4: Over-privileged functions. */
export const PRIVILEGES: readonly Rule[] = [
  wildcardAction,
  wildcardResource,
  sharedRole,
];
