import { apiThrottleMissing } from './api-throttle-missing';
import { asyncRetryDefault } from './async-retry-default';
import { destinationLoop } from './destination-loop';
import { esmConcurrencyUnbounded, poisonMessageAmplified, queueVisibilityShort, streamRetryUnbounded } from './event-source-limits';
import { singleAz, subnetTooSmall } from './function-network';
import { graphQlLimitsMissing } from './graph-ql-limits-missing';
import { queueTopicRecursion } from './queue-topic-recursion';
import { recursiveLoopAllowed } from './recursive-loop-allowed';
import { s3Recursion } from './s3-recursion';
import { denialSettings } from './settings';
import { stateMachineUnbounded } from './state-machine-unbounded';
import { timeoutExceedsCaller } from './timeout-exceeds-caller';
import { timeoutExcessive } from './timeout-excessive';
import { urlUnthrottled } from './url-unthrottled';
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
  recursiveLoopAllowed,
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
];
