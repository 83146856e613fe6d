import type { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { anyFunctionArn } from './function-identity';
import type { RoleStatement, UnavoidableFinding } from './role-statements';
import { entriesOf } from '../targets/function-target';
import type { FunctionTarget } from '../targets/function-target';

/** What Lambda needs to put a function into a VPC (https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions). */
const NETWORK_INTERFACES = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

export const NETWORK_FINDING: UnavoidableFinding = {
  id: 'AwsSolutions-IAM5[Resource::*]',
  reason: 'Lambda makes network interfaces before they have an ARN; the function\'s own code is denied the same calls',
};

/** Whether the function runs in the user's network. */
export function isInVpc(target: FunctionTarget): boolean {
  const { SubnetIds } = entriesOf(target.properties.VpcConfig);
  return SubnetIds !== undefined && !(Array.isArray(SubnetIds) && SubnetIds.length === 0);
}

/**
 * Lets Lambda manage network interfaces and denies it to the function's code.
 *
 * `lambda:SourceFunctionArn` is only there on calls that the code makes, so any function's ARN as a pattern is
 * as strict as the own one, which would be circular here. What the user granted to the code is not denied, and what the
 * code is known to need is not either.
 */
export function networkStatements(stack: Stack, role: iam.Role, wanted: readonly RoleStatement[]): RoleStatement[] {
  const granted = [...grantedActions(role), ...wanted.flatMap(({ Effect, Action }) => (Effect === 'Allow' ? [Action].flat() : []))];
  const denied = NETWORK_INTERFACES.filter(action => !granted.some(pattern => matches(pattern, action)));
  const allow: RoleStatement = { Sid: 'ManageNetworkInterfaces', Effect: 'Allow', Action: NETWORK_INTERFACES, Resource: '*' };
  if (denied.length === 0) return [allow];
  return [allow, {
    Sid: 'KeepCodeOffNetworkInterfaces',
    Effect: 'Deny',
    Action: denied,
    Resource: '*',
    Condition: { ArnLike: { 'lambda:SourceFunctionArn': anyFunctionArn(stack) } },
  }];
}

/** The actions in the policies below a function and its role. */
function grantedActions(role: iam.Role): string[] {
  const owner = role.node.scope ?? role;
  return owner.node.findAll()
    .filter(node => node instanceof iam.Policy)
    .flatMap(policy => statementsOf(policy.document))
    .flatMap(({ Effect, Action }) => (Effect === 'Allow' ? [Action].flat() : []))
    .filter(action => typeof action === 'string');
}

function statementsOf(document: iam.PolicyDocument): Array<{ readonly Effect?: string; readonly Action?: unknown }> {
  const { Statement } = (document.toJSON() ?? {}) as { readonly Statement?: Array<{ readonly Effect?: string; readonly Action?: unknown }> };
  return Statement ?? [];
}

/** IAM's action patterns: case-insensitive, `*` any text, `?` one character. */
function matches(pattern: string, action: string): boolean {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 'i').test(action);
}
