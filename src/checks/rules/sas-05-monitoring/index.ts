import { alarmGuardMissing } from './alarm-guard-missing';
import { logRetentionMissing } from './log-retention-missing';
import type { Rule } from '../../rule';

/** SAS-5: Inadequate monitoring and logging. */
export const MONITORING: readonly Rule[] = [
  logRetentionMissing,
  alarmGuardMissing,
];
