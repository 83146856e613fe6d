import { apiThrottleMissing } from './api-throttle-missing';
import { asyncRetryDefault } from './async-retry-default';
import { budgetMissing } from './budget-missing';
import { destinationLoop } from './destination-loop';
import { esmConcurrencyUnbounded, poisonMessageAmplified, queueVisibilityShort, streamRetryUnbounded } from './event-source-limits';
import { singleAz, subnetTooSmall } from './function-network';
import { graphQlLimitsMissing } from './graph-ql-limits-missing';
import { queueMaxReceiveBad } from './queue-max-receive-bad';
import { queueTopicRecursion } from './queue-topic-recursion';
import { s3Recursion } from './s3-recursion';
import { scheduleOverlap } from './schedule-overlap';
import { denialSettings } from './settings';
import { stateMachineUnbounded } from './state-machine-unbounded';
import { timeoutExceedsCaller } from './timeout-exceeds-caller';
import { timeoutExcessive } from './timeout-excessive';
import { urlUnthrottled } from './url-unthrottled';
import { usagePlanMissing } from './usage-plan-missing';
import { wafRateRuleMissing } from './waf-rate-rule-missing';
import type { Rule } from '../../rule';

/** SAS-8: Denial of service and wallet. */
export const DENIAL: readonly Rule[] = [
  ...denialSettings,
  timeoutExcessive,
  timeoutExceedsCaller,
  queueVisibilityShort,
  streamRetryUnbounded,
  poisonMessageAmplified,
  esmConcurrencyUnbounded,
  asyncRetryDefault,
  s3Recursion,
  queueTopicRecursion,
  destinationLoop,
  apiThrottleMissing,
  wafRateRuleMissing,
  urlUnthrottled,
  graphQlLimitsMissing,
  subnetTooSmall,
  singleAz,
  stateMachineUnbounded,
  queueMaxReceiveBad,
  usagePlanMissing,
  budgetMissing,
  scheduleOverlap,
];
