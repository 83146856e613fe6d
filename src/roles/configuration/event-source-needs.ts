import type { ConfigurationNeed } from './configuration-need';
import { destinationNeeds } from './destination-needs';
import type { AppModel } from '../../app-model/app-model';
import { eventSources, type EventSource, type SourceKind } from '../../app-model/event-sources';
import { valuesAt } from '../../app-model/pointers';
import { property } from '../../app-model/property';
import type { Resource } from '../../app-model/template';

const NETWORK = ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'];

/**
 * What Lambda polls each kind of source with (https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html),
 * and what CDK grants for that.
 */
const POLLING: Readonly<Record<SourceKind, readonly string[]>> = {
  queue: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueUrl'],
  stream: [
    'kinesis:DescribeStream', 'kinesis:DescribeStreamConsumer', 'kinesis:DescribeStreamSummary', 'kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards',
    'kinesis:ListStreams', 'kinesis:SubscribeToShard', 'dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams',
  ],
  kafka: [
    'kafka:DescribeCluster', 'kafka:DescribeClusterV2', 'kafka:GetBootstrapBrokers', 'kafka:ListScramSecrets', 'kafka-cluster:Connect', 'kafka-cluster:DescribeGroup',
    'kafka-cluster:AlterGroup', 'kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData', 'kafka-cluster:DescribeClusterDynamicConfiguration',
  ],
  other: ['mq:DescribeBroker', 'rds:DescribeDBClusters', 'rds:DescribeDBClusterParameters', 'rds:DescribeDBSubnetGroups'],
  unknown: ['sqs:*', 'kinesis:*', 'dynamodb:*Stream*', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'kafka:*', 'kafka-cluster:*', 'mq:*', 'rds:Describe*'],
};

/** Actions of polling that name no source. */
const WITHOUT_SOURCE = ['dynamodb:ListStreams', 'kinesis:ListStreams', 'kinesis:DescribeStreamConsumer', 'kinesis:SubscribeToShard'];

/** Sources that are reached over a network, and signed in to with a secret; their topics are no resource of the app. */
const SIGNED_IN = /^(kafka|other|unknown)$/;

/** What Lambda needs to poll for a function. */
export function eventSourceNeeds(fn: Resource, model: AppModel): readonly ConfigurationNeed[] {
  const mappings = model.index(mappingsByFunction);
  // A mapping of a function that the template does not tell may be of this one.
  return [...mappings.get(fn) ?? [], ...mappings.get(undefined) ?? []].flatMap(mapping => needsOfMapping(mapping, model));
}

function mappingsByFunction(model: AppModel): ReadonlyMap<Resource | undefined, readonly EventSource[]> {
  const mappings = new Map<Resource | undefined, EventSource[]>();
  for (const mapping of model.index(eventSources).values()) mappings.set(mapping.function, [...mappings.get(mapping.function) ?? [], mapping]);
  return mappings;
}

function needsOfMapping({ kind, source, mapping }: EventSource, model: AppModel): readonly ConfigurationNeed[] {
  const why = `${mapping.logicalId} polls for it`;
  const target = SIGNED_IN.test(kind) || source === undefined ? {} : { target: source };
  const needs: ConfigurationNeed[] = [{ actions: POLLING[kind], ...target, why }, ...keyNeed(source, why)];
  if (kind === 'stream') needs.push({ actions: WITHOUT_SOURCE, why });
  if (SIGNED_IN.test(kind)) needs.push({ actions: [...NETWORK, 'secretsmanager:GetSecretValue', 'kms:Decrypt', 'glue:GetRegistry', 'glue:GetSchemaVersion'], why });
  const failed = valuesAt(property(mapping), ['DestinationConfig', 'OnFailure', 'Destination']);
  return [...needs, ...destinationNeeds(failed, `${mapping.logicalId} sends failed records there`, model)];
}

/** An encrypted source is read with its key. */
function keyNeed(source: Resource | undefined, why: string): readonly ConfigurationNeed[] {
  if (source === undefined) return [{ actions: ['kms:Decrypt'], why }];
  const keys = [['KmsMasterKeyId'], ['StreamEncryption', 'KeyId'], ['SSESpecification', 'KMSMasterKeyId']].flatMap(path => valuesAt(property(source), path));
  return keys.map(({ value }) => ({ actions: ['kms:Decrypt'], ...value.kind === 'reference' ? { target: value.resource } : {}, why }));
}
