import { CfnResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { isRunByDistribution } from './edge-functions';
import type { FunctionTarget } from './function-target';
import { mentioned } from './mentioned';
import { renderElement } from './render';

/** The principal that CDK adds to the role of every function that a distribution runs, and that a role written by hand needs. */
const EDGE_PRINCIPAL = 'edgelambda.amazonaws.com';

/**
 * Whether the function runs at the edge, where environment variables and layers fail the deployment
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html).
 */
export function isLambdaAtEdge(target: FunctionTarget): boolean {
  return isRunByDistribution(target.resource, target.properties.FunctionName) || rolesOf(target).some(trustsTheEdge);
}

function rolesOf(target: FunctionTarget): IConstruct[] {
  const { construct, properties, stack } = target;
  if (construct?.role instanceof iam.Role) return [construct.role];
  return typeof properties.Role === 'object' ? mentioned(target.live.Role, stack) : [];
}

function trustsTheEdge(role: IConstruct): boolean {
  return trustPolicyOf(role).includes(EDGE_PRINCIPAL);
}

function trustPolicyOf(role: IConstruct): string {
  if (role instanceof iam.Role) return JSON.stringify(role.assumeRolePolicy?.toJSON()) ?? '';
  return CfnResource.isCfnResource(role) ? JSON.stringify(renderElement(role)) : '';
}
