import { concurrentEnvironmentShared } from './concurrent-environment-shared';
import { durableStateUnencrypted } from './durable-state-unencrypted';
import { ephemeralStorageLarge } from './ephemeral-storage-large';
import { sharedFileSystem } from './shared-file-system';
import { tenantIsolationMissing } from './tenant-isolation-missing';
import type { Rule } from '../../rule';

/** SAS-12: Cross-execution data persistency. */
export const PERSISTENCE: readonly Rule[] = [
  sharedFileSystem,
  concurrentEnvironmentShared,
  durableStateUnencrypted,
  ephemeralStorageLarge,
  tenantIsolationMissing,
];
