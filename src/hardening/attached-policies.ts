import { Stage } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { renderedProperties, resourcesOf } from './app-resources';
import { isNamed, namesOfResource } from './function-names';

/** IAM's default quota of managed policies on a role (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
const MOST_MANAGED_POLICIES = 10;

/** Whether one more managed policy can be attached to a role that names some itself, as far as the app says. */
export function takesManagedPolicy(role: iam.CfnRole, named: number): boolean {
  return named + attachedFromOutside(role) < MOST_MANAGED_POLICIES;
}

/** Policies that name the role, where the role does not name them. */
function attachedFromOutside(role: iam.CfnRole): number {
  const names = namesOfResource(role);
  return attachments(role).filter(({ resource, roles }) => isNamed(resource, roles, names)).length;
}

const ATTACHMENTS = new WeakMap<IConstruct, ReadonlyArray<{ readonly resource: CfnResource; readonly roles: string }>>();

/** Read once per stage, before the guard's own policies are among them. */
function attachments(node: IConstruct): ReadonlyArray<{ readonly resource: CfnResource; readonly roles: string }> {
  const root = Stage.of(node) ?? node.node.root;
  const known = ATTACHMENTS.get(root) ?? resourcesOf(node, 'AWS::IAM::ManagedPolicy').flatMap(resource => {
    const { Roles } = renderedProperties(resource);
    return Roles === undefined ? [] : [{ resource, roles: JSON.stringify(Roles) }];
  });
  ATTACHMENTS.set(root, known);
  return known;
}
