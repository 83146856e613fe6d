import type { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { HardeningMeasure } from '../options';
import { acknowledge } from './acknowledge';
import { guardScope } from './guard-scope';
import type { HardeningContext } from './measure';
import { setBoundary } from './permissions-boundary';
import { removingOnFailure } from './removing-on-failure';
import { daysOf, inWords } from './retention';
import { stackFull } from './stack-budget';
import type { FunctionTarget } from '../targets/function-target';

const MEASURE = HardeningMeasure.LOG_RETENTION;
/** CDK's singleton that calls PutRetentionPolicy. */
const PROVIDER_ID = 'LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a';
const RETENTION_ID = 'LogRetention';
/** The custom resource; the first in a stack brings provider, role and policy. */
const RESOURCES = { first: 4, further: 1 } as const;

/**
 * Sets the retention of the log group that Lambda made for a running function.
 *
 * CloudFormation cannot take over a log group that exists, so this is CDK's custom resource.
 */
export function keepLogsInPlace(target: FunctionTarget, { settings, ledger, budget }: HardeningContext): void {
  if (daysOf(settings.retention) === undefined) return ledger.kept(MEASURE, 'retention is INFINITE, as is that of the log group that Lambda makes');
  const isFirst = target.stack.node.tryFindChild(PROVIDER_ID) === undefined;
  if (!budget.take(isFirst ? RESOURCES.first : RESOURCES.further)) return ledger.refused(MEASURE, stackFull('the log retention', target.stack));
  const scope = guardScope(target.scope);
  const make = () => new logs.LogRetention(scope, RETENTION_ID, { logGroupName: `/aws/lambda/${target.functionName}`, retention: settings.retention });
  removingOnFailure(scope, RETENTION_ID, isFirst ? () => removingOnFailure(target.stack, PROVIDER_ID, make) : make);
  if (isFirst) secureProvider(target.stack, settings.permissionsBoundary);
  return ledger.set(MEASURE, `the log group that Lambda made keeps events ${inWords(settings.retention)}`);
}

/** What the provider's role is granted is CDK's choice; the user's AwsSolutions and boundaries must not fail on what the guard brought in. */
function secureProvider(stack: Stack, boundary: iam.IManagedPolicy | undefined): void {
  const provider = stack.node.tryFindChild(PROVIDER_ID);
  if (provider === undefined) return;
  const role = provider.node.findAll().find(node => node instanceof iam.CfnRole);
  if (role !== undefined) setBoundary(role, boundary);
  const reason = 'CDK\'s own provider of log retention, brought in by the guard to keep logs where they are';
  acknowledge(provider, [
    { id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]', reason },
    { id: 'AwsSolutions-IAM5[Resource::*]', reason },
  ]);
}
