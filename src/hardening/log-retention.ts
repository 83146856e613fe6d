import { CfnResource, Reference, Tokenization } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { HardeningMeasure, LogPlacement } from '../options';
import { findGuardScope, guardScope } from './guard-scope';
import { keepLogsInPlace } from './log-retention-in-place';
import type { HardeningContext, Measure } from './measure';
import { stackFull } from './stack-budget';
import type { FunctionTarget } from '../targets/function-target';
import { entriesOf, isIntrinsic } from '../targets/function-target';

const OWN_GROUP_ID = 'LogGroup';

/** A log group that keeps its events for a known time; without it Lambda keeps them for ever. */
export const logRetention: Measure = {
  name: HardeningMeasure.LOG_RETENTION,
  apply: (target, context) => {
    const { settings, ledger } = context;
    const known = givenLogGroup(target);
    if (known !== undefined) return keepKnown(known, context);
    const given = entriesOf(target.properties.LoggingConfig).LogGroup;
    if (given !== undefined || isIntrinsic(target.properties.LoggingConfig)) return ledger.kept(logRetention.name, 'its log group is given');
    if (target.construct !== undefined && hasCustomRetention(target.construct)) return keepCustomRetention(target.construct, context);
    if (settings.logPlacement === LogPlacement.IN_PLACE) return keepLogsInPlace(target, context);
    return useOwnGroup(target, context);
  },
};

/** The log group of a function's own; made on first use, by the measure or by who asks `SecuredFunction` for it. */
export function ownLogGroup(scope: Construct, retention: logs.RetentionDays): logs.LogGroup {
  const parent = guardScope(scope);
  const known = parent.node.tryFindChild(OWN_GROUP_ID);
  return known instanceof logs.LogGroup ? known : new logs.LogGroup(parent, OWN_GROUP_ID, { retention });
}

/** The own group, if there is one yet. */
export function findOwnLogGroup(scope: Construct): logs.LogGroup | undefined {
  const known = findGuardScope(scope)?.node.tryFindChild(OWN_GROUP_ID);
  return known instanceof logs.LogGroup ? known : undefined;
}

/** Whether the user or a feature flag of CDK decided where the function's logs go. */
export function hasGivenLogGroup(construct: lambda.Function): boolean {
  const resource = construct.node.defaultChild as lambda.CfnFunction;
  const { logGroup } = (resource.loggingConfig ?? {}) as lambda.CfnFunction.LoggingConfigProperty;
  return logGroup !== undefined || hasCustomRetention(construct) || construct.node.tryFindChild('LogGroup') !== undefined;
}

/** The log group in this app that the function writes to by the user's choice or by CDK's feature flag. */
export function givenLogGroup(target: FunctionTarget): logs.CfnLogGroup | undefined {
  const { logGroupName } = target;
  const named = logGroupName === undefined ? undefined : referenced(logGroupName);
  if (named !== undefined) return named;
  const managed = target.construct?.node.tryFindChild('LogGroup');
  const resource = managed instanceof logs.LogGroup ? managed.node.defaultChild : undefined;
  return resource instanceof logs.CfnLogGroup ? resource : undefined;
}

function referenced(name: string): logs.CfnLogGroup | undefined {
  for (const token of Tokenization.reverseString(name).tokens) {
    if (Reference.isReference(token) && token.target instanceof logs.CfnLogGroup) return token.target;
  }
  return undefined;
}

function keepKnown(group: logs.CfnLogGroup, { settings, ledger }: HardeningContext): void {
  if (group.retentionInDays !== undefined) return ledger.kept(logRetention.name, `its log group keeps events for ${group.retentionInDays} days`);
  group.retentionInDays = settings.retention;
  return ledger.set(logRetention.name, `its log group keeps events for ${settings.retention} days`);
}

function hasCustomRetention(construct: lambda.Function): boolean {
  return construct.node.tryFindChild('LogRetention') !== undefined;
}

/** Reading `fn.logGroup` makes a custom resource that keeps events for ever: nobody chose that, a `logRetention` property is a choice. */
function keepCustomRetention(construct: lambda.Function, { settings, ledger }: HardeningContext): void {
  const resource = construct.node.tryFindChild('LogRetention')?.node.defaultChild;
  if (construct._logRetention !== undefined || !CfnResource.isCfnResource(resource)) return ledger.kept(logRetention.name, 'logRetention is set');
  resource.addPropertyOverride('RetentionInDays', settings.retention);
  return ledger.set(logRetention.name, `its log group keeps events for ${settings.retention} days`);
}

function useOwnGroup(target: FunctionTarget, { settings, ledger, budget }: HardeningContext): void {
  if (!budget.take(1)) return ledger.refused(logRetention.name, stackFull('the log group', target.stack));
  const group = ownLogGroup(target.scope, settings.retention);
  target.setLogging({ logGroup: group.logGroupName });
  return ledger.set(logRetention.name, `a log group of its own keeps events for ${settings.retention} days`);
}
