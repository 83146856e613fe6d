import { CfnResource } from 'aws-cdk-lib';
import { findGuardScope } from './guard-scope';
import type { FunctionTarget } from '../targets/function-target';

/**
 * Gives all that was made for a function the function's own condition.
 *
 * Where the condition does not hold there is no function, and a reference to it would fail the deployment.
 */
export function carryCondition({ condition, resource, scope }: FunctionTarget): void {
  if (condition === undefined) return;
  for (const made of findGuardScope(scope)?.node.findAll() ?? []) {
    if (CfnResource.isCfnResource(made)) setCondition(made, condition, resource);
  }
}

/** By an override where the user wrote the condition by one, which CDK does not know as a construct. */
function setCondition(made: CfnResource, name: string, { cfnOptions }: CfnResource): void {
  if (cfnOptions.condition === undefined) made.addOverride('Condition', name);
  else made.cfnOptions.condition = cfnOptions.condition;
}
