import { Stack, Token } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { liveProperties, renderedProperties, resourcesOf } from './app-resources';
import { factsOf, fileFact, literalNamesOf, putFact } from './function-facts';
import type { Facts } from './function-facts';
import { flattenReference } from './nag-resource';
import type { FunctionTarget } from '../targets/function-target';
import { mentioned, mentionedIn } from '../targets/mentioned';
import { onceAStage } from '../targets/once-a-stage';

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
  const { services, configs, qualifiers } = indexOf(target.resource);
  const names = literalNamesOf(target);
  const ownConfigs = factsOf(configs, target.resource, names);
  const serviceOf = (construct: IConstruct, literals: readonly string[]) => factsOf(services, construct, literals)[0];
  const beside = factsOf(qualifiers, target.resource, names)
    .filter(({ resource }) => Stack.of(resource) === target.stack)
    .map(({ resource, qualifier }): Entrance => ({
      resource,
      qualifier,
      service: serviceOf(resource, names.map(name => `${name}:${qualifier}`)),
      config: ownConfigs.find(config => config.qualifier === qualifier || config.qualifies.includes(resource))?.resource,
    }))
    .filter(({ service }) => service !== undefined);
  const own = ownConfigs.find(({ qualifier }) => qualifier === LATEST);
  return [{ qualifier: LATEST, service: serviceOf(target.resource, names), config: own?.resource }, ...beside];
}

interface Config {
  readonly resource: CfnResource;
  readonly qualifier: unknown;
  readonly qualifies: readonly IConstruct[];
}

interface Index {
  readonly services: Facts<string>;
  readonly configs: Facts<Config>;
  /** Aliases and versions of a function. */
  readonly qualifiers: Facts<{ readonly resource: CfnResource; readonly qualifier: string }>;
}

const indexOf = onceAStage((stage): Index => {
  const services: Index['services'] = new Map();
  for (const resource of Object.keys(TRIGGERS).flatMap(type => resourcesOf(stage, type))) {
    const properties = liveProperties(resource);
    for (const { service, path } of TRIGGERS[resource.cfnResourceType] ?? []) {
      for (const value of at(properties, path.split('.'))) fileFact(services, resource, value, service);
    }
  }
  for (const permission of resourcesOf(stage, 'AWS::Lambda::Permission')) {
    const service = permittedService(permission);
    if (service !== undefined) fileFact(services, permission, liveProperties(permission).FunctionName, service);
  }
  return { services, configs: configsIn(stage), qualifiers: qualifiersIn(stage) };
});

function permittedService(permission: CfnResource): string | undefined {
  const principal = flattenReference(renderedProperties(permission).Principal);
  if (principal.startsWith(ALARMS_PRINCIPAL)) return 'cloudwatch';
  const service = principal.split('.')[0] ?? '';
  return ASYNCHRONOUS.has(service) ? service : undefined;
}

function configsIn(stage: IConstruct): Index['configs'] {
  const configs: Index['configs'] = new Map();
  for (const resource of resourcesOf(stage, 'AWS::Lambda::EventInvokeConfig')) {
    const { FunctionName: functionName, Qualifier: qualifier } = liveProperties(resource);
    fileFact(configs, resource, functionName, { resource, qualifier, qualifies: mentioned(qualifier, Stack.of(resource)) });
  }
  return configs;
}

function qualifiersIn(stage: IConstruct): Index['qualifiers'] {
  const qualifiers: Index['qualifiers'] = new Map();
  for (const resource of resourcesOf(stage, 'AWS::Lambda::Alias')) {
    const { FunctionName: functionName, Name: name } = liveProperties(resource);
    fileFact(qualifiers, resource, functionName, { resource, qualifier: Token.asString(name) });
  }
  for (const resource of resourcesOf(stage, 'AWS::Lambda::Version')) {
    for (const fn of mentionedIn(resource, 'FunctionName')) putFact(qualifiers, fn, { resource, qualifier: resource.getAtt('Version').toString() });
  }
  return qualifiers;
}

/** The values at a path of keys. */
function at(value: unknown, [key, ...rest]: readonly string[]): unknown[] {
  if (key === undefined) return value === undefined ? [] : [value];
  if (key === '*') return Array.isArray(value) ? value.flatMap(item => at(item, rest)) : [];
  if (typeof value !== 'object' || value === null) return [];
  return at((value as Readonly<Record<string, unknown>>)[key], rest);
}
