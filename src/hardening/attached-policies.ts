import { Stage } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { renderedProperties, resourcesOf } from './app-resources';
import { namesOfResource } from './function-names';
import { Mentions } from './mentions';
import type { Mention } from './mentions';

/** IAM's default quota of managed policies on a role (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
const MOST_MANAGED_POLICIES = 10;

/** Whether one more managed policy can be attached to a role that names some itself, as far as the app says. */
export function takesManagedPolicy(role: iam.CfnRole, named: number): boolean {
  return named + attachedFromOutside(role) < MOST_MANAGED_POLICIES;
}

/** Policies that name the role, where the role does not name them. */
function attachedFromOutside(role: iam.CfnRole): number {
  return attachments(role).of(namesOfResource(role)).length;
}

const ATTACHMENTS = new WeakMap<IConstruct, Mentions<Mention>>();

/** Read once per stage. */
function attachments(node: IConstruct): Mentions<Mention> {
  const root = Stage.of(node) ?? node.node.root;
  const known = ATTACHMENTS.get(root)
    ?? new Mentions(resourcesOf(node, 'AWS::IAM::ManagedPolicy').map(resource => ({ resource, text: JSON.stringify(renderedProperties(resource).Roles ?? '') })));
  ATTACHMENTS.set(root, known);
  return known;
}
