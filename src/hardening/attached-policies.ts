import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { resourcesOf } from './app-resources';
import { mentionedIn } from '../targets/mentioned';
import { onceAStage } from '../targets/once-a-stage';

/** IAM's default quota of managed policies on a role (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
const MOST_MANAGED_POLICIES = 10;

/** Whether one more managed policy can be attached to a role that names some itself, as far as the app says. */
export function takesManagedPolicy(role: iam.CfnRole, named: number): boolean {
  return named + (attachedFromOutside(role).get(role) ?? 0) < MOST_MANAGED_POLICIES;
}

/** How many policies name a role, where the role does not name them. */
const attachedFromOutside = onceAStage(stage => {
  const attached = new Map<IConstruct, number>();
  for (const policy of resourcesOf(stage, 'AWS::IAM::ManagedPolicy')) {
    for (const role of mentionedIn(policy, 'Roles')) attached.set(role, (attached.get(role) ?? 0) + 1);
  }
  return attached;
});
