import { accessLogSensitive } from './access-log-sensitive';
import { appSyncVerbose } from './app-sync-verbose';
import { asyncFailureUnhandled } from './async-failure-unhandled';
import { dataTraceEnabled } from './data-trace-enabled';
import { debugEnv } from './debug-env';
import { dlqRetentionShort } from './dlq-retention-short';
import { esmFailureUnhandled } from './esm-failure-unhandled';
import { eventTargetDlqMissing } from './event-target-dlq-missing';
import { gatewayResponseDefault } from './gateway-response-default';
import { gatewayResponseVerbose } from './gateway-response-verbose';
import { integrationErrorLeak } from './integration-error-leak';
import { logLevelDebug } from './log-level-debug';
import { snsRedriveMissing, sqsRedriveMissing } from './redrive-missing';
import { runtimeOptionRules } from './runtime-options';
import { stateMachineDataLogged } from './state-machine-data-logged';
import { stateMachineNoCatch } from './state-machine-no-catch';
import type { Rule } from '../../rule';

/** SAS-10: Improper exception handling. */
export const EXCEPTIONS: readonly Rule[] = [
  gatewayResponseVerbose,
  gatewayResponseDefault,
  integrationErrorLeak,
  dataTraceEnabled,
  debugEnv,
  ...runtimeOptionRules,
  logLevelDebug,
  appSyncVerbose,
  stateMachineDataLogged,
  asyncFailureUnhandled,
  esmFailureUnhandled,
  sqsRedriveMissing,
  snsRedriveMissing,
  eventTargetDlqMissing,
  stateMachineNoCatch,
  dlqRetentionShort,
  accessLogSensitive,
];
