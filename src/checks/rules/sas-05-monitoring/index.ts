import { alarmConcurrencyMissing } from './alarm-concurrency-missing';
import { alarmDlqMissing } from './alarm-dlq-missing';
import { alarmGuardMissing } from './alarm-guard-missing';
import { alarmNoAction } from './alarm-no-action';
import { apiAccessLogMissing } from './api-access-log-missing';
import { cloudTrailGaps } from './cloud-trail-gaps';
import { functionAlarmRules } from './function-alarms';
import { logDataProtectionMissing } from './log-data-protection-missing';
import { logGroupMissing } from './log-group-missing';
import { logLevelSuppressesGuard } from './log-level-suppresses-guard';
import { logPolicyPublic } from './log-policy-public';
import { logRetentionMissing } from './log-retention-missing';
import { logRetentionTooShort } from './log-retention-too-short';
import { monitoringSettings } from './settings';
import { stateMachineLogMissing } from './state-machine-log-missing';
import { tracingDisabled } from './tracing-disabled';
import { wafLogMissing } from './waf-log-missing';
import type { Rule } from '../../rule';

/** SAS-5: Inadequate monitoring and logging. */
export const MONITORING: readonly Rule[] = [
  logGroupMissing,
  logRetentionMissing,
  logRetentionTooShort,
  ...monitoringSettings,
  logDataProtectionMissing,
  logPolicyPublic,
  logLevelSuppressesGuard,
  tracingDisabled,
  alarmGuardMissing,
  ...functionAlarmRules,
  alarmConcurrencyMissing,
  alarmDlqMissing,
  alarmNoAction,
  apiAccessLogMissing,
  stateMachineLogMissing,
  cloudTrailGaps,
  wafLogMissing,
];
