import type { Rule } from './rule';
import { functionUrlNoAuth } from './rules/sas-02-authentication/function-url-no-auth';
import { logRetentionMissing } from './rules/sas-05-monitoring/log-retention-missing';

/** Every rule there is, by weakness. */
export const RULES: readonly Rule[] = [
  functionUrlNoAuth,
  logRetentionMissing,
];
