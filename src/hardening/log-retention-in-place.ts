import type { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';
import { HardeningMeasure } from '../options';
import { acknowledge } from './acknowledge';
import { guardScope } from './guard-scope';
import { visitLate } from './late-visit';
import type { Refusal } from './ledger';
import type { HardeningContext } from './measure';
import { nameAsCdkDoes } from './own-names';
import { setBoundary } from './permissions-boundary';
import { makesNoRoles } from './precreated-roles';
import { removingOnFailure } from './removing-on-failure';
import { daysOf, inWords } from './retention';
import { stackFull } from './stack-budget';
import { withoutRestart } from './without-restart';
import type { FunctionTarget } from '../targets/function-target';

const MEASURE = HardeningMeasure.LOG_RETENTION;
/** CDK's singleton that calls PutRetentionPolicy. */
const PROVIDER_ID = 'LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a';
const RETENTION_ID = 'LogRetention';
/** The custom resource; the first in a stack brings provider, role and policy. */
const RESOURCES = { first: 4, further: 1 } as const;

const NO_ROLE: Refusal = {
  id: 'precreated-roles',
  what: 'the log retention was left out because the roles of this app are made elsewhere',
  why: 'logs are kept for ever, since CDK\'s provider that sets their retention needs a role of its own',
  cure: 'give the function a log group or a logRetention, or acknowledge this warning',
};

/**
 * Sets the retention of the log group that Lambda made for a running function.
 *
 * CloudFormation cannot take over a log group that exists, so this is CDK's custom resource.
 */
export function keepLogsInPlace(target: FunctionTarget, { settings, ledger, budget }: HardeningContext): void {
  if (daysOf(settings.retention) === undefined) return ledger.kept(MEASURE, 'retention is INFINITE, as is that of the log group that Lambda makes');
  const isFirst = target.stack.node.tryFindChild(PROVIDER_ID) === undefined;
  if (isFirst && makesNoRoles(target.stack)) return ledger.refused(MEASURE, NO_ROLE);
  if (!budget.take(isFirst ? RESOURCES.first : RESOURCES.further)) return ledger.refused(MEASURE, stackFull('the log retention', target.stack));
  const scope = guardScope(target.scope);
  const make = () => new logs.LogRetention(scope, RETENTION_ID, { logGroupName: `/aws/lambda/${target.functionName}`, retention: settings.retention });
  removingOnFailure(scope, RETENTION_ID, isFirst ? () => withProvider(target.stack, settings.permissionsBoundary, make) : make);
  return ledger.set(MEASURE, `the log group that Lambda made keeps events ${inWords(settings.retention)}`);
}

/** The provider stands beside the function, where CDK's walk may have passed already. */
function withProvider(stack: Stack, boundary: iam.IManagedPolicy | undefined, make: () => logs.LogRetention): logs.LogRetention {
  return removingOnFailure(stack, PROVIDER_ID, () => {
    const made = withoutRestart(stack, make);
    const provider = stack.node.findChild(PROVIDER_ID);
    secureProvider(provider, boundary);
    nameAsCdkDoes(provider);
    visitLate(provider);
    return made;
  });
}

/** What the provider's role is granted is CDK's choice; the user's AwsSolutions and boundaries must not fail on what the guard brought in. */
function secureProvider(provider: IConstruct, boundary: iam.IManagedPolicy | undefined): void {
  const role = provider.node.findAll().find(node => node instanceof iam.CfnRole);
  if (role !== undefined) setBoundary(role, boundary);
  const reason = 'CDK\'s own provider of log retention, brought in by the guard to keep logs where they are';
  acknowledge(provider, [
    { id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]', reason },
    { id: 'AwsSolutions-IAM5[Resource::*]', reason },
  ]);
}
