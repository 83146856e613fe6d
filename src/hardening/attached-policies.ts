import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { resourcesOf } from './app-resources';
import { mentionedIn } from '../targets/mentioned';
import { onceAStage } from '../targets/once-a-stage';
import { mostItems } from '../targets/render';

/** IAM's default quota of managed policies on a role (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
const MOST_MANAGED_POLICIES = 10;

/** The AWS managed policies that CDK attaches by itself and that the scoped policy replaces. */
const REPLACED = ['policy/service-role/AWSLambdaBasicExecutionRole', 'policy/service-role/AWSLambdaVPCAccessExecutionRole'];

/**
 * How many managed policies can be attached to a role that names some itself, at least and as far as the app says.
 *
 * The ARNs are only resolved where they are so many that it matters which of them stay.
 */
export function managedPolicyRoom(role: iam.CfnRole): number {
  const free = MOST_MANAGED_POLICIES - (attachedFromOutside(role).get(role) ?? 0);
  const named = mostItems(role.managedPolicyArns, role);
  if (named !== undefined && named < free) return free - named;
  return free - keptPolicies(role.stack.resolve(role.managedPolicyArns)).length;
}

/** Without the AWS managed policies that the scoped one replaces. */
export function keptPolicies(arns: unknown): unknown[] {
  return Array.isArray(arns) ? arns.filter(arn => !REPLACED.some(policy => JSON.stringify(arn).includes(policy))) : [];
}

/** How many policies name a role, where the role does not name them. */
const attachedFromOutside = onceAStage(stage => {
  const attached = new Map<IConstruct, number>();
  for (const policy of resourcesOf(stage, 'AWS::IAM::ManagedPolicy')) {
    for (const role of mentionedIn(policy, 'Roles')) attached.set(role, (attached.get(role) ?? 0) + 1);
  }
  return attached;
});
