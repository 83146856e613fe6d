import type { AppModel } from './app-model';
import { at, items, property } from './property';
import type { Resource } from './template';
import { literalText, type Possibility, skeleton, type Value } from './value';

/** Which resources of some types point at a resource by a property: queue policies at queues, associations at stages. */
export interface Pointers {
  /** Those whose target the template does not tell: each may point at any resource. */
  readonly unresolved: readonly Resource[];
  /** Those that point at the resource, by reference, in an ARN, or by its literal name. */
  to(resource: Resource): readonly Resource[];
}

/** What a property points at: a type of resource and the path to the value, through lists. */
export type PointerPath = readonly [type: string, ...path: readonly string[]];

/**
 * An index of pointers, to be kept in a constant and passed to `model.index()`.
 *
 * @param paths - each with the type that points and the property that holds the target
 */
export function pointers(...paths: readonly PointerPath[]): (model: AppModel) => Pointers {
  return model => {
    const known = new Map<Resource, Set<Resource>>();
    const unresolved = new Set<Resource>();
    for (const [type, ...path] of paths) {
      for (const resource of model.resourcesOf(type)) {
        for (const { value } of valuesAt(property(resource), path)) {
          if (value.kind === 'absent') continue;
          const targets = targetsOf(value, model);
          if (targets === undefined) unresolved.add(resource);
          targets?.forEach(target => known.set(target, (known.get(target) ?? new Set()).add(resource)));
        }
      }
    }
    return { to: resource => [...known.get(resource) ?? []], unresolved: [...unresolved] };
  };
}

/** Every value at a path; a list on the way stands for each of its items. */
export function valuesAt(from: readonly Possibility[], path: readonly string[]): readonly Possibility[] {
  return path.reduce<readonly Possibility[]>((found, name) => items(at(found, name)), from);
}

/** Whether something points at the resource, or may: what is not known counts. */
export function mayBePointedAt(resource: Resource, { to, unresolved }: Pointers): boolean {
  return unresolved.length > 0 || to(resource).length > 0;
}

/**
 * The resources of the app that a value names: by reference, as parts of an ARN, or by a literal name or ARN.
 * `undefined` where the template does not tell; empty where it names something outside the app.
 */
export function targetsOf(value: Value, model: AppModel): readonly Resource[] | undefined {
  if (value.kind === 'reference') return [value.resource];
  if (value.kind === 'text') {
    const referenced = value.parts.flatMap(part => part.kind === 'reference' ? [part.resource] : []);
    if (referenced.length > 0) return referenced;
    return value.parts.some(part => part.kind === 'unknown') ? undefined : namedBy(value.parts.at(-1), serviceIn(skeleton(value)), model);
  }
  const text = literalText(value);
  return text === undefined ? undefined : resourcesNamed(text, serviceIn(text), model);
}

/** An ARN with a pseudo parameter for region or account ends with the name. */
function namedBy(part: { readonly kind: string; readonly text?: string } | undefined, service: string | undefined, model: AppModel): readonly Resource[] {
  return part?.text === undefined ? [] : resourcesNamed(part.text, service, model);
}

/** The service that an ARN names; a stream and a queue of one name are two things. */
function serviceIn(arn: string | undefined): string | undefined {
  return /^arn:[^:]*:([a-z0-9-]+):/.exec(arn ?? '')?.[1];
}

function resourcesNamed(text: string, service: string | undefined, model: AppModel): readonly Resource[] {
  const names = model.index(resourcesByName);
  const named = names.get(text) ?? names.get(text.slice(Math.max(text.lastIndexOf(':'), text.lastIndexOf('/')) + 1)) ?? [];
  return service === undefined ? named : named.filter(({ type }) => NAMES[type]?.service === service);
}

/** The property that holds the physical name of a type, where a resource can be named by it elsewhere, and its service in ARNs. */
const NAMES: Readonly<Record<string, { readonly name: string; readonly service: string }>> = {
  'AWS::S3::Bucket': { name: 'BucketName', service: 's3' },
  'AWS::SQS::Queue': { name: 'QueueName', service: 'sqs' },
  'AWS::SNS::Topic': { name: 'TopicName', service: 'sns' },
  'AWS::DynamoDB::Table': { name: 'TableName', service: 'dynamodb' },
  'AWS::Events::EventBus': { name: 'Name', service: 'events' },
  'AWS::Kinesis::Stream': { name: 'Name', service: 'kinesis' },
  'AWS::Lambda::Function': { name: 'FunctionName', service: 'lambda' },
  'AWS::Serverless::Function': { name: 'FunctionName', service: 'lambda' },
  'AWS::Logs::LogGroup': { name: 'LogGroupName', service: 'logs' },
  'AWS::StepFunctions::StateMachine': { name: 'StateMachineName', service: 'states' },
};

function resourcesByName(model: AppModel): ReadonlyMap<string, readonly Resource[]> {
  const named = new Map<string, Resource[]>();
  for (const [type, { name }] of Object.entries(NAMES)) {
    for (const resource of model.resourcesOf(type)) {
      for (const { value } of property(resource, name)) {
        const text = literalText(value);
        if (text !== undefined) named.set(text, [...named.get(text) ?? [], resource]);
      }
    }
  }
  return named;
}
