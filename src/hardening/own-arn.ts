import { ArnFormat, Token } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';

/** An ARN as a policy document takes it. */
export type PolicyArn = string | { readonly 'Fn::Sub': string };

/**
 * The ARN of something in a stack's own account and region.
 *
 * One `Fn::Sub` where the name is literal: a policy has several, and CDK takes ten times as long over the tokens of `formatArn`.
 */
export function ownArn(stack: Stack, service: string, name: string): PolicyArn {
  if (!Token.isUnresolved(name)) return { 'Fn::Sub': `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${name}` };
  const separator = name.indexOf(':');
  return stack.formatArn({
    service, resource: name.slice(0, separator), resourceName: name.slice(separator + 1), arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
