import { Reference, Stack, Stage, Tokenization } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';
import { renderedProperties, resourcesOf } from './app-resources';
import { flattenReference } from './nag-resource';
import type { FunctionTarget } from '../targets/function-target';
import { entriesOf } from '../targets/function-target';

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
  const referenced = target.logGroupName === undefined ? undefined : referencedGroup(target.logGroupName);
  if (referenced !== undefined) return { resource: referenced, isReferenced: true };
  const managed = target.construct?.node.tryFindChild('LogGroup')?.node.defaultChild;
  if (managed instanceof logs.CfnLogGroup) return { resource: managed, isReferenced: false };
  const byName = namesOf(target).map(name => groupNamed(target, name)).find(group => group !== undefined);
  return byName === undefined ? undefined : { resource: byName, isReferenced: false };
}

/** Whether somebody made a custom resource of CDK for the retention of the function's log group. */
export function hasRetentionResource(target: FunctionTarget): boolean {
  const names = namesOf(target);
  return names.some(name => named(target.stack, LOG_RETENTION_TYPE, name) !== undefined);
}

function referencedGroup(name: string): logs.CfnLogGroup | undefined {
  for (const token of Tokenization.reverseString(name).tokens) {
    if (Reference.isReference(token) && token.target instanceof logs.CfnLogGroup) return token.target;
  }
  return undefined;
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

function groupNamed(target: FunctionTarget, name: string): CfnResource | undefined {
  const byName = named(target.stack, LOG_GROUP_TYPE, name);
  if (byName !== undefined || !name.startsWith('<')) return byName;
  return resourcesOf(target.stack, LOG_GROUP_TYPE)
    .find(group => Stack.of(group) === target.stack && `<${String(target.stack.resolve(group.logicalId))}>` === name);
}

/** A reference means something in its own stack alone, a literal name in one account and region. */
function isSamePlace(resource: CfnResource, name: string, stack: Stack): boolean {
  const other = Stack.of(resource);
  return other === stack || (!name.includes('<') && other.environment === stack.environment);
}

type ByName = ReadonlyMap<string, readonly CfnResource[]>;

const NAMED = new WeakMap<IConstruct, Map<string, ByName>>();

/** The log group, or custom resource about one, that has a certain name where a stack is. */
function named(stack: Stack, type: string, name: string): CfnResource | undefined {
  const root = Stage.of(stack) ?? stack.node.root;
  const ofRoot = NAMED.get(root) ?? new Map<string, ByName>();
  NAMED.set(root, ofRoot);
  const byName = ofRoot.get(type) ?? readNames(resourcesOf(stack, type));
  ofRoot.set(type, byName);
  return byName.get(name)?.find(resource => isSamePlace(resource, name, stack));
}

/** Read once per stage. */
function readNames(resources: readonly CfnResource[]): ByName {
  const byName = new Map<string, CfnResource[]>();
  for (const resource of resources) {
    const { LogGroupName } = renderedProperties(resource);
    if (LogGroupName === undefined) continue;
    const name = flattenReference(LogGroupName);
    byName.set(name, [...byName.get(name) ?? [], resource]);
  }
  return byName;
}
