import { CfnResource, Reference, Stack, Stage, Tokenization } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { mentioned } from './mentioned';
import { livePropertiesOf } from './render';

/** The functions of each role, by the role's resource. */
type RoleUsers = ReadonlyMap<IConstruct, readonly CfnResource[]>;

const KNOWN = new WeakMap<IConstruct, RoleUsers>();

/** The first other function that runs with a role; a role that CDK made for one function may have been given to a second. */
export function otherUserOf(role: CfnResource, user: CfnResource): CfnResource | undefined {
  return roleUsersOf(role).get(role)?.find(other => other !== user);
}

/** Read once a stage, so that the work grows with the app and not with its square. */
function roleUsersOf(node: IConstruct): RoleUsers {
  const stage = Stage.of(node) ?? node.node.root;
  const known = KNOWN.get(stage);
  if (known !== undefined) return known;
  const made = new Map<IConstruct, CfnResource[]>();
  for (const resource of stage.node.findAll()) {
    if (!CfnResource.isCfnResource(resource) || !resource.cfnResourceType.endsWith('::Function')) continue;
    for (const role of rolesOf(resource)) made.set(role, [...made.get(role) ?? [], resource]);
  }
  KNOWN.set(stage, made);
  return made;
}

function rolesOf(resource: CfnResource): IConstruct[] {
  if (resource instanceof lambda.CfnFunction) return Tokenization.reverseString(resource.role).tokens.filter(Reference.isReference).map(({ target }) => target);
  try {
    return mentioned(livePropertiesOf(resource).Role, Stack.of(resource));
  } catch {
    return [];
  }
}
