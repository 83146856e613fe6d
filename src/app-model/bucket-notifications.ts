import type { AppModel } from './app-model';
import { targetsOf, valuesAt } from './pointers';
import { at, items, property } from './property';
import type { Resource } from './template';
import { functionOf } from './triggers';
import { literalText, type Possibility } from './value';

/** A bucket that starts a function when objects are made. */
export interface BucketNotification {
  readonly bucket: Resource;
  readonly function: Resource;
  /** The beginning that a key must have; empty where every key counts, absent where it is not known. */
  readonly prefix?: string;
}

/** Where notifications stand: in the bucket, or in the custom resource that CDK makes of them. */
const PLACES: Readonly<Record<string, Place>> = {
  'AWS::S3::Bucket': { list: ['NotificationConfiguration', 'LambdaConfigurations'], arn: 'Function', filter: ['Filter', 'S3Key', 'Rules'], events: 'Event' },
  'Custom::S3BucketNotifications': { list: ['NotificationConfiguration', 'LambdaFunctionConfigurations'], arn: 'LambdaFunctionArn', filter: ['Filter', 'Key', 'FilterRules'], events: 'Events' },
};

interface Place {
  readonly list: readonly string[];
  readonly arn: string;
  readonly filter: readonly string[];
  readonly events: string;
}

/** The types of resources in which notifications stand. */
export const NOTIFICATION_TYPES = Object.keys(PLACES);

/** One notification as it is written. */
export interface NotificationConfiguration {
  readonly function: readonly Possibility[];
  readonly events: readonly Possibility[];
  /** The rules about keys; an empty list where every key counts. */
  readonly filter: readonly Possibility[];
}

/** The notifications to functions that a resource holds. */
export function notificationsIn(resource: Resource): readonly NotificationConfiguration[] {
  const place = PLACES[resource.type];
  if (place === undefined) return [];
  return valuesAt(property(resource), place.list).map(configuration => ({
    function: at([configuration], place.arn),
    events: items(at([configuration], place.events)),
    filter: valuesAt([configuration], place.filter),
  }));
}

/** Every notification of new objects. Pass it to `model.index()`. */
export function bucketNotifications(model: AppModel): readonly BucketNotification[] {
  return model.resourcesOf(...NOTIFICATION_TYPES).flatMap(resource => {
    const bucket = resource.type === 'AWS::S3::Bucket' ? resource : property(resource, 'BucketName').flatMap(({ value }) => targetsOf(value, model) ?? [])[0];
    return notificationsIn(resource).flatMap(configuration => {
      const fn = functionOf(configuration.function, model);
      const creates = configuration.events.some(({ value }) => /^s3:(ObjectCreated|\*)/.test(literalText(value) ?? ''));
      return bucket === undefined || fn === undefined || !creates ? [] : [{ bucket, function: fn, prefix: prefixOf(configuration.filter) }];
    });
  });
}

function prefixOf(rules: readonly Possibility[]): string | undefined {
  const prefixes = rules.filter(rule => at([rule], 'Name').some(({ value }) => literalText(value)?.toLowerCase() === 'prefix')).flatMap(rule => at([rule], 'Value'));
  if ([...rules, ...rules.flatMap(rule => at([rule], 'Name'))].some(({ value }) => value.kind === 'unknown')) return undefined;
  const [first] = prefixes;
  return first === undefined ? '' : literalText(first.value);
}
