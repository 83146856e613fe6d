import type * as logs from 'aws-cdk-lib/aws-logs';
import { hasGeneratedName, ownNamePattern } from './function-identity';
import { findOwnLogGroup, givenLogGroup } from './log-retention';
import { ownArn } from './own-arn';
import type { PolicyArn } from './own-arn';
import type { FunctionTarget } from '../targets/function-target';

/** The ARN of a function's log streams, and whether it holds a wildcard beyond the streams' own. */
export interface LogStreamsArn {
  readonly arn: PolicyArn;
  /** The reason to acknowledge the `*` in it; none where the attribute of the group brings it along. */
  readonly wildcardReason?: string;
  /** Whether Lambda makes the group on the first invocation and needs to be allowed to. */
  readonly isMadeByLambda: boolean;
}

/** Where a function writes its logs. */
export function logStreamsArn(target: FunctionTarget): LogStreamsArn {
  const group = findOwnLogGroup(target.scope) ?? givenByName(target);
  if (group !== undefined) return { arn: arnOf(group), isMadeByLambda: false };
  const logGroup = target.logGroupName;
  if (logGroup !== undefined) return { ...formatted(target, logGroup), isMadeByLambda: false };
  return { ...formatted(target, `/aws/lambda/${ownNamePattern(target)}`), isMadeByLambda: true };
}

/** The group that CDK's feature flag makes is named after the function, so a reference to it would close a circle. */
function givenByName(target: FunctionTarget): logs.CfnLogGroup | undefined {
  const group = givenLogGroup(target);
  return group !== undefined && group.node.scope?.node.scope === target.scope ? undefined : group;
}

/** The attribute already ends in `:*`. */
function arnOf(group: logs.LogGroup | logs.CfnLogGroup): string {
  return 'attrArn' in group ? group.attrArn : group.logGroupArn;
}

function formatted(target: FunctionTarget, name: string): Pick<LogStreamsArn, 'arn' | 'wildcardReason'> {
  const arn = ownArn(target.stack, 'logs', `log-group:${name}:*`);
  const wildcardReason = hasGeneratedName(target)
    ? 'the log streams of this function alone, whose name CloudFormation generates from the stack and the logical id'
    : 'the log streams of this function\'s own log group';
  return { arn, wildcardReason };
}
