import { alarmAsyncMissing } from './alarm-async-missing';
import { alarmConcurrencyMissing } from './alarm-concurrency-missing';
import { alarmDlqMissing } from './alarm-dlq-missing';
import { alarmGuardMissing } from './alarm-guard-missing';
import { alarmNoAction } from './alarm-no-action';
import { apiStageRules } from './api-stages';
import { cloudTrailGaps } from './cloud-trail-gaps';
import { functionAlarmRules } from './function-alarms';
import { logGroupMissing } from './log-group-missing';
import { logLevelSuppressesGuard } from './log-level-suppresses-guard';
import { logPolicyPublic } from './log-policy-public';
import { logRetentionTooShort } from './log-retention-too-short';
import { metricFilterDeniedMissing } from './metric-filter-denied-missing';
import { monitoringSettings } from './settings';
import { stateMachineLogMissing } from './state-machine-log-missing';
import { vpcFlowLogMissing } from './vpc-flow-log-missing';
import { wafLogMissing } from './waf-log-missing';
import type { Rule } from '../../rule';

/** SAS-5: Inadequate monitoring and logging. */
export const MONITORING: readonly Rule[] = [
  logGroupMissing,
  logRetentionTooShort,
  ...monitoringSettings,
  logPolicyPublic,
  logLevelSuppressesGuard,
  alarmGuardMissing,
  ...functionAlarmRules,
  alarmConcurrencyMissing,
  alarmDlqMissing,
  alarmNoAction,
  ...apiStageRules,
  stateMachineLogMissing,
  cloudTrailGaps,
  wafLogMissing,
  alarmAsyncMissing,
  metricFilterDeniedMissing,
  vpcFlowLogMissing,
];
