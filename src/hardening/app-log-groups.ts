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
  const named = namesOf(target).map(name => groupNamed(target, name)).find(group => group !== undefined);
  return named === undefined ? undefined : { resource: named, isReferenced: false };
}

/** Whether somebody made a custom resource of CDK for the retention of the function's log group. */
export function hasRetentionResource(target: FunctionTarget): boolean {
  const names = namesOf(target);
  return namedResources(target.stack, LOG_RETENTION_TYPE).some(({ resource, name }) => names.includes(name) && isSamePlace(resource, name, target.stack));
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
  const byName = namedResources(target.stack, LOG_GROUP_TYPE).find(group => group.name === name && isSamePlace(group.resource, name, target.stack));
  return byName?.resource ?? resourcesOf(target.stack, LOG_GROUP_TYPE)
    .find(group => Stack.of(group) === target.stack && `<${String(target.stack.resolve(group.logicalId))}>` === name);
}

/** A reference means something in its own stack alone, a literal name in one account and region. */
function isSamePlace(resource: CfnResource, name: string, stack: Stack): boolean {
  const other = Stack.of(resource);
  return other === stack || (!name.includes('<') && other.environment === stack.environment);
}

interface NamedResource {
  readonly resource: CfnResource;
  readonly name: string;
}

const NAMED = new WeakMap<IConstruct, Map<string, readonly NamedResource[]>>();

/** Log groups, or custom resources about them, whose name is given. */
function namedResources(stack: Stack, type: string): readonly NamedResource[] {
  const root = Stage.of(stack) ?? stack.node.root;
  const ofRoot = NAMED.get(root) ?? new Map<string, readonly NamedResource[]>();
  NAMED.set(root, ofRoot);
  const known = ofRoot.get(type) ?? resourcesOf(stack, type).flatMap(resource => {
    const { LogGroupName } = renderedProperties(resource);
    return LogGroupName === undefined ? [] : [{ resource, name: flattenReference(LogGroupName) }];
  });
  ofRoot.set(type, known);
  return known;
}
