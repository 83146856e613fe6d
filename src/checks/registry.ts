import type { Rule } from './rule';
import { guardBypass } from './rules/sas-01-injection/guard-bypass';
import { guardMissing } from './rules/sas-01-injection/guard-missing';
import { guardMonitorOnly } from './rules/sas-01-injection/guard-monitor-only';
import { functionUrlNoAuth } from './rules/sas-02-authentication/function-url-no-auth';
import { permissionConfusedDeputy } from './rules/sas-02-authentication/permission-confused-deputy';
import { permissionPublic } from './rules/sas-02-authentication/permission-public';
import { sharedRole } from './rules/sas-04-privileges/shared-role';
import { wildcardAction } from './rules/sas-04-privileges/wildcard-action';
import { wildcardResource } from './rules/sas-04-privileges/wildcard-resource';
import { alarmGuardMissing } from './rules/sas-05-monitoring/alarm-guard-missing';
import { logRetentionMissing } from './rules/sas-05-monitoring/log-retention-missing';
import { runtimeDeprecated } from './rules/sas-06-dependencies/runtime-deprecated';
import { envSecretPattern } from './rules/sas-07-secrets/env-secret-pattern';

/** Every rule there is, by weakness. */
export const RULES: readonly Rule[] = [
  guardMissing,
  guardBypass,
  guardMonitorOnly,
  functionUrlNoAuth,
  permissionPublic,
  permissionConfusedDeputy,
  wildcardAction,
  wildcardResource,
  sharedRole,
  logRetentionMissing,
  alarmGuardMissing,
  runtimeDeprecated,
  envSecretPattern,
];
