import { CfnResource, Stack } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import { renderedProperties, resourcesOf } from './app-resources';
import { flattenReference } from './nag-resource';
import { entriesOf } from '../targets/function-target';
import type { FunctionTarget } from '../targets/function-target';
import { mentioned } from '../targets/mentioned';
import { onceAStage } from '../targets/once-a-stage';

/** A log group in this app to which a function writes. */
export interface AppLogGroup {
  readonly resource: CfnResource;
  /** Whether the function's configuration refers to it; else it has the name that the function writes to. */
  readonly isReferenced: boolean;
}

const LOG_GROUP_TYPE = 'AWS::Logs::LogGroup';
const LOG_RETENTION_TYPE = 'Custom::LogRetention';

/** The log group in this app to which the function writes: by reference, by CDK's feature flag, or by its name. */
export function appLogGroup(target: FunctionTarget): AppLogGroup | undefined {
  const referenced = referencedLogGroup(target);
  if (referenced !== undefined) return { resource: referenced, isReferenced: true };
  const managed = target.construct?.node.tryFindChild('LogGroup')?.node.defaultChild;
  if (managed instanceof logs.CfnLogGroup) return { resource: managed, isReferenced: false };
  const sameName = namesOf(target).map(name => named(LOG_GROUP_TYPE, name, target.stack)).find(group => group !== undefined);
  return sameName === undefined ? undefined : { resource: sameName, isReferenced: false };
}

/** References are read from live properties, which cost a second rendering: only where there is one to read. */
function referencedLogGroup(target: FunctionTarget): CfnResource | undefined {
  if (entriesOf(target.properties.LoggingConfig).LogGroup === undefined) return undefined;
  const { LogGroup } = entriesOf(target.live.LoggingConfig);
  return mentioned(LogGroup, target.stack).filter(node => CfnResource.isCfnResource(node)).find(isLogGroup);
}

/** Whether somebody made a custom resource of CDK for the retention of the function's log group. */
export function hasRetentionResource(target: FunctionTarget): boolean {
  return namesOf(target).some(name => named(LOG_RETENTION_TYPE, name, target.stack) !== undefined);
}

function isLogGroup({ cfnResourceType }: CfnResource): boolean {
  return cfnResourceType === LOG_GROUP_TYPE;
}

/** The log group's name as text with references in angle brackets: the one that is set, else the one that Lambda takes. */
function namesOf(target: FunctionTarget): string[] {
  const { LogGroup } = entriesOf(target.properties.LoggingConfig);
  if (LogGroup !== undefined) return [flattenReference(LogGroup)];
  const names = [`/aws/lambda/<${target.logicalId}>`];
  const { FunctionName } = target.properties;
  if (FunctionName !== undefined) names.push(`/aws/lambda/${flattenReference(FunctionName)}`);
  return names;
}

/** The resource of a type that says it is about a log group of this name, where a stack is. */
function named(type: string, name: string, stack: Stack): CfnResource | undefined {
  return byName(stack).get(`${type} ${name}`)?.find(resource => isSamePlace(resource, name, stack));
}

/** A reference means something in its own stack alone, a literal name in one account and region. */
function isSamePlace(resource: CfnResource, name: string, stack: Stack): boolean {
  const other = Stack.of(resource);
  return other === stack || (!name.includes('<') && other.environment === stack.environment);
}

const byName = onceAStage(stage => {
  const found = new Map<string, CfnResource[]>();
  for (const resource of [LOG_GROUP_TYPE, LOG_RETENTION_TYPE].flatMap(type => resourcesOf(stage, type))) {
    const { LogGroupName } = renderedProperties(resource);
    if (LogGroupName === undefined) continue;
    const key = `${resource.cfnResourceType} ${flattenReference(LogGroupName)}`;
    found.set(key, [...found.get(key) ?? [], resource]);
  }
  return found;
});
