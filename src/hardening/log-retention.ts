import { CfnResource, Token } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { HardeningMeasure, LogPlacement } from '../options';
import { appLogGroup, hasRetentionResource } from './app-log-groups';
import { renderedProperties } from './app-resources';
import { findGuardScope, guardScope } from './guard-scope';
import { encrypt, mask, warnOfUnusedProtection } from './log-protection';
import { keepLogsInPlace } from './log-retention-in-place';
import type { HardeningContext, Measure } from './measure';
import { daysOf, inWords } from './retention';
import type { HardeningSettings } from './settings';
import { stackFull } from './stack-budget';
import type { FunctionTarget } from '../targets/function-target';
import { entriesOf, isIntrinsic } from '../targets/function-target';

const OWN_GROUP_ID = 'LogGroup';

/** A log group that keeps its events for a known time; without it Lambda keeps them for ever. */
export const logRetention: Measure = {
  name: HardeningMeasure.LOG_RETENTION,
  apply: (target, context) => {
    const { settings, ledger } = context;
    if (findOwnLogGroup(target.scope) !== undefined) return useOwnGroup(target, context);
    const known = appLogGroup(target);
    if (known !== undefined) return keepKnown(known.resource, context);
    if (isGiven(target)) return ledger.kept(logRetention.name, 'its log group is given');
    if (target.construct !== undefined && hasCustomRetention(target.construct)) return keepCustomRetention(target.construct, context);
    if (hasRetentionResource(target)) return ledger.kept(logRetention.name, 'a LogRetention of the app is about its log group');
    if (settings.logPlacement === LogPlacement.OWN_GROUP) return useOwnGroup(target, context);
    warnOfUnusedProtection(target, settings);
    return keepLogsInPlace(target, context);
  },
};

function isGiven({ properties: { LoggingConfig } }: FunctionTarget): boolean {
  return isIntrinsic(LoggingConfig) || entriesOf(LoggingConfig).LogGroup !== undefined;
}

/** The log group of a function's own; made on first use, by the measure or by who asks `SecuredFunction` for it. */
function ownLogGroup(scope: Construct): logs.LogGroup {
  const parent = guardScope(scope);
  return findOwnLogGroup(scope) ?? new logs.LogGroup(parent, OWN_GROUP_ID);
}

/** The own group, if there is one yet. */
export function findOwnLogGroup(scope: Construct): logs.LogGroup | undefined {
  const known = findGuardScope(scope)?.node.tryFindChild(OWN_GROUP_ID);
  return known instanceof logs.LogGroup ? known : undefined;
}

/** The log group to hand out before synthesis, the function's own unless the user or a feature flag of CDK decided otherwise. */
export function handOutLogGroup(construct: lambda.Function, settings: HardeningSettings): logs.LogGroup | undefined {
  const known = findOwnLogGroup(construct);
  if (known !== undefined) return known;
  const resource = construct.node.defaultChild as lambda.CfnFunction;
  const logging = resource.loggingConfig;
  if (Token.isUnresolved(logging) || (logging as lambda.CfnFunction.LoggingConfigProperty | undefined)?.logGroup !== undefined) return undefined;
  if (hasCustomRetention(construct) || construct.node.tryFindChild('LogGroup') !== undefined) return undefined;
  const group = ownLogGroup(construct);
  protectOwnGroup(group, settings);
  // Whoever has it relies on it, even if an aspect further up opts out of the measure later.
  resource.loggingConfig = { ...logging, logGroup: group.logGroupName };
  return group;
}

function useOwnGroup(target: FunctionTarget, context: HardeningContext): void {
  const { settings, ledger, budget } = context;
  if (findOwnLogGroup(target.scope) === undefined && !budget.take(1)) return ledger.refused(logRetention.name, stackFull('the log group', target.stack));
  const group = ownLogGroup(target.scope);
  target.setLogging({ logGroup: group.logGroupName });
  const resource = protectOwnGroup(group, settings);
  if (settings.logEncryptionKey !== undefined) encrypt(resource, settings.logEncryptionKey, target);
  mask(resource, settings.dataProtectionPolicy);
  return ledger.set(logRetention.name, `a log group of its own keeps events ${inWords(settings.retention)}`);
}

/** Again at synthesis, when the options of every scope are known. */
function protectOwnGroup(group: logs.LogGroup, { retention }: HardeningSettings): logs.CfnLogGroup {
  const resource = group.node.defaultChild as logs.CfnLogGroup;
  resource.retentionInDays = daysOf(retention);
  return resource;
}

function keepKnown(group: CfnResource, { settings, ledger }: HardeningContext): void {
  const masks = mask(group, settings.dataProtectionPolicy) ? ' and masks what dataProtectionPolicy says' : '';
  const { RetentionInDays: given } = renderedProperties(group);
  const days = daysOf(settings.retention);
  if (given !== undefined || keepsForEver(group) || days === undefined) {
    const time = typeof given === 'number' ? inWords(given) : given === undefined ? inWords(logs.RetentionDays.INFINITE) : 'as given';
    const reason = `its log group keeps events ${time}${masks}`;
    return masks === '' ? ledger.kept(logRetention.name, reason) : ledger.set(logRetention.name, reason);
  }
  group.addPropertyOverride('RetentionInDays', days);
  return ledger.set(logRetention.name, `its log group keeps events ${inWords(settings.retention)}${masks}`);
}

/** CDK's construct has two years as its default, so that one without a time was given `INFINITE`. */
function keepsForEver(group: CfnResource): boolean {
  return group.node.scope instanceof logs.LogGroup;
}

function hasCustomRetention(construct: lambda.Function): boolean {
  return construct.node.tryFindChild('LogRetention') !== undefined;
}

/** Reading `fn.logGroup` makes a custom resource that keeps events for ever: nobody chose that, a `logRetention` property is a choice. */
function keepCustomRetention(construct: lambda.Function, { settings, ledger }: HardeningContext): void {
  const resource = construct.node.tryFindChild('LogRetention')?.node.defaultChild;
  if (construct._logRetention !== undefined || !CfnResource.isCfnResource(resource)) return ledger.kept(logRetention.name, 'logRetention is set');
  resource.addPropertyOverride('RetentionInDays', daysOf(settings.retention));
  return ledger.set(logRetention.name, `its log group keeps events ${inWords(settings.retention)}`);
}
