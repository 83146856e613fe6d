import { CfnResource } from 'aws-cdk-lib';
import { findGuardScope } from './guard-scope';
import { nameAsCdkDoes } from './own-names';
import type { FunctionTarget } from '../targets/function-target';

/**
 * Fits all that was made for a function into the stack: its logical ids, and the function's own condition.
 *
 * Where the condition does not hold there is no function, and a reference to it would fail the deployment.
 */
export function adoptMade({ condition, resource, scope }: FunctionTarget): void {
  const made = findGuardScope(scope);
  if (made === undefined) return;
  nameAsCdkDoes(made);
  if (condition === undefined) return;
  for (const element of made.node.findAll()) {
    if (CfnResource.isCfnResource(element)) setCondition(element, condition, resource);
  }
}

/** By an override where the user wrote the condition by one, which CDK does not know as a construct. */
function setCondition(made: CfnResource, name: string, { cfnOptions }: CfnResource): void {
  if (cfnOptions.condition === undefined) made.addOverride('Condition', name);
  else made.cfnOptions.condition = cfnOptions.condition;
}
