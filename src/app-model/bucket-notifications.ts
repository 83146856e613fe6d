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
const PLACES = [
  { type: 'AWS::S3::Bucket', list: ['NotificationConfiguration', 'LambdaConfigurations'], arn: 'Function', filter: ['Filter', 'S3Key', 'Rules'], events: 'Event' },
  { type: 'Custom::S3BucketNotifications', list: ['NotificationConfiguration', 'LambdaFunctionConfigurations'], arn: 'LambdaFunctionArn', filter: ['Filter', 'Key', 'FilterRules'], events: 'Events' },
] as const;

/** Every notification of new objects. Pass it to `model.index()`. */
export function bucketNotifications(model: AppModel): readonly BucketNotification[] {
  return PLACES.flatMap(({ type, list, arn, filter, events }) => model.resourcesOf(type).flatMap(resource => {
    const bucket = type === 'AWS::S3::Bucket' ? resource : property(resource, 'BucketName').flatMap(({ value }) => targetsOf(value, model) ?? [])[0];
    return valuesAt(property(resource), list).flatMap(configuration => {
      const fn = functionOf(at([configuration], arn), model);
      const creates = items(at([configuration], events)).some(({ value }) => /^s3:(ObjectCreated|\*)/.test(literalText(value) ?? ''));
      return bucket === undefined || fn === undefined || !creates ? [] : [{ bucket, function: fn, prefix: prefixOf(valuesAt([configuration], filter)) }];
    });
  }));
}

function prefixOf(rules: readonly Possibility[]): string | undefined {
  const prefixes = rules.filter(rule => at([rule], 'Name').some(({ value }) => literalText(value)?.toLowerCase() === 'prefix')).flatMap(rule => at([rule], 'Value'));
  if ([...rules, ...rules.flatMap(rule => at([rule], 'Name'))].some(({ value }) => value.kind === 'unknown')) return undefined;
  const [first] = prefixes;
  return first === undefined ? '' : literalText(first.value);
}
