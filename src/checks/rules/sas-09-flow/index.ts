import { busCrossAccount } from './bus-cross-account';
import { catchAllRoute } from './catch-all-route';
import { dlqRedriveOpen } from './dlq-redrive-open';
import { dynamicTarget } from './dynamic-target';
import { eventSourceSpoofable } from './event-source-spoofable';
import { invokeAnyFunction } from './invoke-any-function';
import { startExecutionPublic, startExecutionUnvalidated } from './start-execution';
import { stepBypass } from './step-bypass';
import { taskTokenExposed } from './task-token-exposed';
import { unsignedSnsV1 } from './unsigned-sns-v1';
import type { Rule } from '../../rule';

/** SAS-9: Execution-flow manipulation. */
export const FLOW: readonly Rule[] = [
  invokeAnyFunction,
  stepBypass,
  startExecutionPublic,
  startExecutionUnvalidated,
  dynamicTarget,
  taskTokenExposed,
  eventSourceSpoofable,
  busCrossAccount,
  dlqRedriveOpen,
  catchAllRoute,
  unsignedSnsV1,
];
