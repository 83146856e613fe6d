import { Stack, Stage, Token } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { renderedProperties, resourcesOf } from './app-resources';
import { isNamed, namesOfFunction, namesOfResource } from './function-names';
import type { Names } from './function-names';
import { Mentions } from './mentions';
import type { Mention } from './mentions';
import { flattenReference } from './nag-resource';
import type { FunctionTarget } from '../targets/function-target';

/** A way into a function that Lambda configures by itself: the function as it is, an alias, or a version. */
export interface Entrance {
  readonly qualifier: string;
  /** The service that invokes it asynchronously, if the app shows one. */
  readonly service?: string;
  /** The alias or version, which must be there before it can be configured. */
  readonly resource?: CfnResource;
  /** The configuration of its asynchronous invocations, if the app has one. */
  readonly config?: CfnResource;
}

const LATEST = '$LATEST';

/** Where resources name a function that they invoke asynchronously; `*` is every item of a list. */
const TRIGGERS: Readonly<Record<string, ReadonlyArray<{ readonly service: string; readonly path: string }>>> = {
  'AWS::CloudWatch::Alarm': ['AlarmActions.*', 'OKActions.*', 'InsufficientDataActions.*'].map(path => ({ service: 'cloudwatch', path })),
  'AWS::CodeCommit::Repository': [{ service: 'codecommit', path: 'Triggers.*.DestinationArn' }],
  'AWS::Config::ConfigRule': [{ service: 'config', path: 'Source.SourceIdentifier' }],
  'AWS::Events::Rule': [{ service: 'events', path: 'Targets.*.Arn' }],
  'AWS::IoT::TopicRule': [{ service: 'iot', path: 'TopicRulePayload.Actions.*.Lambda.FunctionArn' }],
  'AWS::Lambda::EventInvokeConfig': [
    { service: 'lambda', path: 'DestinationConfig.OnFailure.Destination' },
    { service: 'lambda', path: 'DestinationConfig.OnSuccess.Destination' },
  ],
  'AWS::Logs::SubscriptionFilter': [{ service: 'logs', path: 'DestinationArn' }],
  'AWS::S3::Bucket': [{ service: 's3', path: 'NotificationConfiguration.LambdaConfigurations.*.Function' }],
  'AWS::SES::ReceiptRule': [{ service: 'ses', path: 'Rule.Actions.*.LambdaAction.FunctionArn' }],
  'AWS::SNS::Subscription': [{ service: 'sns', path: 'Endpoint' }],
  'AWS::SNS::Topic': [{ service: 'sns', path: 'Subscription.*.Endpoint' }],
  'AWS::Scheduler::Schedule': [{ service: 'scheduler', path: 'Target.Arn' }],
  'Custom::S3BucketNotifications': [{ service: 's3', path: 'NotificationConfiguration.LambdaFunctionConfigurations.*.LambdaFunctionArn' }],
};

/** The same services by their principal's first label, for permissions whose trigger is not in the app. */
const ASYNCHRONOUS = new Set(['cloudformation', 'codecommit', 'config', 'events', 'iot', 'logs', 's3', 'scheduler', 'ses', 'sns']);
/** The principal of alarm actions begins like Lambda's own. */
const ALARMS_PRINCIPAL = 'lambda.alarms.cloudwatch';

/** Every entrance of a function that needs a configuration: the function itself, and what is invoked asynchronously beside it. */
export function entrances(target: FunctionTarget): Entrance[] {
  const { triggers, configs, qualifiers } = indexOf(target.stack);
  const own = namesOfFunction(target);
  const serviceOf = (names: Names) => triggers.of(names)[0]?.service;
  const ownConfigs = configs.of(own);
  const beside = qualifiers.of(own)
    .filter(({ resource }) => Stack.of(resource) === target.stack)
    .map(({ resource, qualifier }): Entrance => {
      const names = namesOfResource(resource, own.literals.map(name => `${name}:${qualifier}`));
      const config = ownConfigs.find(other => other.qualifier === qualifier || isNamed(other.resource, other.qualifier, names));
      return { resource, qualifier, service: serviceOf(names), config: config?.resource };
    })
    .filter(({ service }) => service !== undefined);
  const config = ownConfigs.find(({ qualifier }) => qualifier === LATEST)?.resource;
  return [{ qualifier: LATEST, service: serviceOf(own), config }, ...beside];
}

interface Trigger extends Mention {
  readonly service: string;
}

interface Qualified extends Mention {
  readonly qualifier: string;
}

interface Index {
  readonly triggers: Mentions<Trigger>;
  readonly configs: Mentions<Qualified>;
  /** Aliases and versions. */
  readonly qualifiers: Mentions<Qualified>;
}

const INDICES = new WeakMap<IConstruct, Index>();

/** Read once per stage, so that the work grows with the app and not with its square. */
function indexOf(stack: Stack): Index {
  const root = Stage.of(stack) ?? stack.node.root;
  const known = INDICES.get(root);
  if (known !== undefined) return known;
  const made: Index = {
    triggers: new Mentions([
      ...Object.keys(TRIGGERS).flatMap(type => resourcesOf(stack, type)).flatMap(triggersOf),
      ...resourcesOf(stack, 'AWS::Lambda::Permission').flatMap(permittedBy),
    ]),
    configs: new Mentions(resourcesOf(stack, 'AWS::Lambda::EventInvokeConfig').map(configOf)),
    qualifiers: new Mentions([...resourcesOf(stack, 'AWS::Lambda::Alias').map(aliasOf), ...resourcesOf(stack, 'AWS::Lambda::Version').map(versionOf)]),
  };
  INDICES.set(root, made);
  return made;
}

function triggersOf(resource: CfnResource): Trigger[] {
  const properties = renderedProperties(resource);
  return (TRIGGERS[resource.cfnResourceType] ?? [])
    .flatMap(({ service, path }) => at(properties, path.split('.')).map(value => ({ resource, service, text: JSON.stringify(value) })));
}

function permittedBy(resource: CfnResource): Trigger[] {
  const { Principal, FunctionName } = renderedProperties(resource);
  const principal = flattenReference(Principal);
  const service = principal.startsWith(ALARMS_PRINCIPAL) ? 'cloudwatch' : principal.split('.')[0] ?? '';
  if (!ASYNCHRONOUS.has(service) && service !== 'cloudwatch') return [];
  return [{ resource, service, text: JSON.stringify(FunctionName ?? '') }];
}

function configOf(resource: CfnResource): Qualified {
  const { FunctionName, Qualifier } = renderedProperties(resource);
  return { resource, text: JSON.stringify(FunctionName ?? ''), qualifier: typeof Qualifier === 'string' ? Qualifier : JSON.stringify(Qualifier ?? '') };
}

function aliasOf(resource: CfnResource): Qualified {
  const { FunctionName, Name } = renderedProperties(resource);
  return { resource, text: JSON.stringify(FunctionName ?? ''), qualifier: Token.asString(Name) };
}

function versionOf(resource: CfnResource): Qualified {
  const { FunctionName } = renderedProperties(resource);
  return { resource, text: JSON.stringify(FunctionName ?? ''), qualifier: resource.getAtt('Version').toString() };
}

/** The values at a path of keys. */
function at(value: unknown, [key, ...rest]: readonly string[]): unknown[] {
  if (key === undefined) return value === undefined ? [] : [value];
  if (key === '*') return Array.isArray(value) ? value.flatMap(item => at(item, rest)) : [];
  if (typeof value !== 'object' || value === null) return [];
  return at((value as Readonly<Record<string, unknown>>)[key], rest);
}
