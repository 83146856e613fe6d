import { disabledFunction } from './disabled-function';
import { eventSourceDisabled } from './event-source-disabled';
import { functionUntriggered } from './function-untriggered';
import { orphanRole } from './orphan-role';
import { orphanTrigger } from './orphan-trigger';
import { ruleWithoutTarget } from './rule-without-target';
import { unownedBucketReference } from './unowned-bucket-reference';
import type { Rule } from '../../rule';

/** SAS-11: Obsolete functions, resources, triggers. */
export const OBSOLETE: readonly Rule[] = [
  functionUntriggered,
  eventSourceDisabled,
  ruleWithoutTarget,
  orphanRole,
  orphanTrigger,
  disabledFunction,
  unownedBucketReference,
];
