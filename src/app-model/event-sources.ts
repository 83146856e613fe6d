import type { AppModel } from './app-model';
import { targetsOf } from './pointers';
import { property } from './property';
import type { Resource } from './template';
import { functionOf } from './triggers';
import { type Possibility, skeleton } from './value';

/** What Lambda polls for a function. */
export interface EventSource {
  /** The `AWS::Lambda::EventSourceMapping`. */
  readonly mapping: Resource;
  readonly kind: SourceKind;
  /** The queue, stream or table, where it is in the app. */
  readonly source?: Resource;
  /** The function, where it is in the app. */
  readonly function?: Resource;
}

export type SourceKind = 'queue' | 'stream' | 'kafka' | 'other' | 'unknown';

const KINDS: Readonly<Record<string, SourceKind>> = {
  'AWS::SQS::Queue': 'queue',
  'AWS::Kinesis::Stream': 'stream',
  'AWS::Kinesis::StreamConsumer': 'stream',
  'AWS::DynamoDB::Table': 'stream',
  'AWS::DynamoDB::GlobalTable': 'stream',
  'AWS::MSK::Cluster': 'kafka',
  'AWS::MSK::ServerlessCluster': 'kafka',
  'AWS::AmazonMQ::Broker': 'other',
  'AWS::DocDB::DBCluster': 'other',
};

/** Every event source mapping, by the mapping. Pass it to `model.index()`. */
export function eventSources(model: AppModel): ReadonlyMap<Resource, EventSource> {
  return new Map(model.resourcesOf('AWS::Lambda::EventSourceMapping').map(mapping => [mapping, read(mapping, model)] as const));
}

function read(mapping: Resource, model: AppModel): EventSource {
  const arns = property(mapping, 'EventSourceArn');
  const source = arns.flatMap(({ value }) => targetsOf(value, model) ?? [])[0];
  const fn = functionOf(property(mapping, 'FunctionName'), model);
  const kinds = new Set(arns.map(arn => source === undefined ? kindOf(arn) : KINDS[source.type] ?? 'unknown'));
  const isKafka = property(mapping, 'SelfManagedEventSource').some(({ value }) => value.kind === 'map');
  const [kind = 'unknown'] = kinds;
  return { mapping, kind: isKafka ? 'kafka' : kinds.size === 1 ? kind : 'unknown', source, function: fn };
}

function kindOf({ value }: Possibility): SourceKind {
  const arn = skeleton(value) ?? '';
  if (/^arn:[^:]*:sqs:/.test(arn)) return 'queue';
  if (/^arn:[^:]*:(kinesis|dynamodb):/.test(arn)) return 'stream';
  if (/^arn:[^:]*:kafka:/.test(arn)) return 'kafka';
  return 'unknown';
}
