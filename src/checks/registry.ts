import type { Rule } from './rule';
import { guardBypass } from './rules/sas-01-injection/guard-bypass';
import { guardMissing } from './rules/sas-01-injection/guard-missing';
import { guardMonitorOnly } from './rules/sas-01-injection/guard-monitor-only';
import { cognitoGuestAccess } from './rules/sas-02-authentication/cognito-guest-access';
import { cognitoMfaOff } from './rules/sas-02-authentication/cognito-mfa-off';
import { functionUrlNoAuth } from './rules/sas-02-authentication/function-url-no-auth';
import { permissionActionBroad } from './rules/sas-02-authentication/permission-action-broad';
import { permissionConfusedDeputy } from './rules/sas-02-authentication/permission-confused-deputy';
import { permissionPublic } from './rules/sas-02-authentication/permission-public';
import { dynamoDbPitrOff } from './rules/sas-03-deployment/dynamo-db-pitr-off';
import { kinesisUnencrypted } from './rules/sas-03-deployment/kinesis-unencrypted';
import { kmsRotationOff } from './rules/sas-03-deployment/kms-rotation-off';
import { snsUnencrypted } from './rules/sas-03-deployment/sns-unencrypted';
import { sharedRole } from './rules/sas-04-privileges/shared-role';
import { wildcardAction } from './rules/sas-04-privileges/wildcard-action';
import { wildcardResource } from './rules/sas-04-privileges/wildcard-resource';
import { alarmGuardMissing } from './rules/sas-05-monitoring/alarm-guard-missing';
import { logRetentionMissing } from './rules/sas-05-monitoring/log-retention-missing';
import { runtimeDeprecated } from './rules/sas-06-dependencies/runtime-deprecated';
import { runtimePatchingPinned } from './rules/sas-06-dependencies/runtime-patching-pinned';
import { envDynamicReference } from './rules/sas-07-secrets/env-dynamic-reference';
import { envSecretPattern } from './rules/sas-07-secrets/env-secret-pattern';
import { recursiveLoopAllowed } from './rules/sas-08-denial/recursive-loop-allowed';
import { debuggerEnabled } from './rules/sas-10-exceptions/debugger-enabled';

/** Every rule there is, by weakness. */
export const RULES: readonly Rule[] = [
  guardMissing,
  guardBypass,
  guardMonitorOnly,
  functionUrlNoAuth,
  permissionPublic,
  permissionConfusedDeputy,
  permissionActionBroad,
  cognitoGuestAccess,
  cognitoMfaOff,
  dynamoDbPitrOff,
  kinesisUnencrypted,
  kmsRotationOff,
  snsUnencrypted,
  wildcardAction,
  wildcardResource,
  sharedRole,
  logRetentionMissing,
  alarmGuardMissing,
  runtimeDeprecated,
  runtimePatchingPinned,
  envSecretPattern,
  envDynamicReference,
  recursiveLoopAllowed,
  debuggerEnabled,
];
