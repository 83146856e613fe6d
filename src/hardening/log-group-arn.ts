import { Token } from 'aws-cdk-lib';
import { appLogGroup } from './app-log-groups';
import { hasGeneratedName, ownNamePattern } from './function-identity';
import { findOwnLogGroup } from './log-retention';
import { ownArn } from './own-arn';
import type { PolicyArn } from './own-arn';
import { entriesOf } from '../targets/function-target';
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
  const own = findOwnLogGroup(target.scope);
  if (own !== undefined) return { arn: own.logGroupArn, isMadeByLambda: false };
  const group = appLogGroup(target);
  // The attribute already ends in `:*`.
  if (group?.isReferenced === true) return { arn: group.resource.getAtt('Arn').toString(), isMadeByLambda: false };
  const { LogGroup } = entriesOf(target.properties.LoggingConfig);
  if (LogGroup !== undefined) return { ...formatted(target, target.logGroupName ?? Token.asString(LogGroup)), isMadeByLambda: false };
  // A group with Lambda's own name may be made of a reference to the function, which the function's role must not repeat.
  return { ...formatted(target, `/aws/lambda/${ownNamePattern(target)}`), isMadeByLambda: group === undefined };
}

function formatted(target: FunctionTarget, name: string): Pick<LogStreamsArn, 'arn' | 'wildcardReason'> {
  const arn = ownArn(target.stack, 'logs', `log-group:${name}:*`);
  const wildcardReason = hasGeneratedName(target)
    ? 'the log streams of this function alone, whose name CloudFormation generates from the stack and the logical id'
    : 'the log streams of this function\'s own log group';
  return { arn, wildcardReason };
}
