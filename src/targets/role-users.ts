import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { mentionedIn } from './mentioned';
import { onceAStage } from './once-a-stage';

/** The first other function that runs with a role; a role that CDK made for one function may have been given to a second. */
export function otherUserOf(role: CfnResource, user: CfnResource): CfnResource | undefined {
  return roleUsersIn(role).get(role)?.find(other => other !== user);
}

const roleUsersIn = onceAStage(stage => {
  const users = new Map<IConstruct, CfnResource[]>();
  for (const resource of stage.node.findAll()) {
    if (!CfnResource.isCfnResource(resource) || !resource.cfnResourceType.endsWith('::Function')) continue;
    for (const role of mentionedIn(resource, 'Role')) users.set(role, [...users.get(role) ?? [], resource]);
  }
  return users;
});
