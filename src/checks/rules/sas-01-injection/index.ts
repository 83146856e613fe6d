import { apiRequestValidation } from './api-request-validation';
import { eventPatternTooBroad } from './event-pattern-too-broad';
import { guardBypass } from './guard-bypass';
import { guardMissing } from './guard-missing';
import { guardMonitorOnly } from './guard-monitor-only';
import { guardProtectionDisabled } from './guard-protection-disabled';
import { guardUnsupportedRuntime } from './guard-unsupported-runtime';
import { inlineCodeDangerousSink } from './inline-code-dangerous-sink';
import { iotRuleUnbounded } from './iot-rule-unbounded';
import { mappingTemplateInjection } from './mapping-template-injection';
import { s3NotificationUnfiltered } from './s3-notification-unfiltered';
import { sesInboundUnscanned } from './ses-inbound-unscanned';
import { injectionSettings } from './settings';
import { stateMachineQueryInjection } from './state-machine-query-injection';
import { wafMissing } from './waf-missing';
import type { Rule } from '../../rule';

/** SAS-1: Function event-data injection. */
export const INJECTION: readonly Rule[] = [
  guardMissing,
  guardUnsupportedRuntime,
  guardMonitorOnly,
  guardBypass,
  guardProtectionDisabled,
  apiRequestValidation,
  wafMissing,
  eventPatternTooBroad,
  mappingTemplateInjection,
  stateMachineQueryInjection,
  inlineCodeDangerousSink,
  sesInboundUnscanned,
  iotRuleUnbounded,
  ...injectionSettings,
  s3NotificationUnfiltered,
];
