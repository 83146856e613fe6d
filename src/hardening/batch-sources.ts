import { Stack } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { liveProperties, renderedProperties, resourcesOf } from './app-resources';
import { factsOf, fileFact, literalNamesOf, putFact } from './function-facts';
import type { Facts } from './function-facts';
import { BATCH_SOURCES } from '../contract/policy';
import type { BatchSource } from '../contract/policy';
import { entriesOf } from '../targets/function-target';
import type { FunctionTarget } from '../targets/function-target';
import { mentioned, mentionedIn } from '../targets/mentioned';
import { onceAStage } from '../targets/once-a-stage';

const MAPPING = 'AWS::Lambda::EventSourceMapping';
const REPORTING = 'ReportBatchItemFailures';

/** A mapping of a function: what it reads, as far as it shows, and whether single records of a batch may fail. */
interface Mapping {
  readonly sources: readonly BatchSource[];
  readonly isReporting: boolean;
}

/**
 * The sources of which every mapping of a function reports batch item failures.
 *
 * Where one mapping of a kind does not, or does not show, an answer that names single records would lose them: Lambda
 * takes it for success and deletes the batch (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html).
 */
export function reportingSources(target: FunctionTarget): BatchSource[] {
  const mappings = [...factsOf(mappingsOf(target.resource), target.resource, literalNamesOf(target)), ...samMappings(target)];
  return BATCH_SOURCES.filter(source => {
    const own = mappings.filter(({ sources }) => sources.includes(source));
    return own.length > 0 && own.every(mapping => mapping.isReporting);
  });
}

const mappingsOf = onceAStage(stage => {
  const mappings: Facts<Mapping> = new Map();
  for (const resource of resourcesOf(stage, MAPPING)) {
    const { FunctionName: functionName } = liveProperties(resource);
    const mapping = { sources: sourcesOf(resource), isReporting: reportsFailures(renderedProperties(resource).FunctionResponseTypes) };
    fileFact(mappings, resource, functionName, mapping);
    for (const fn of mentioned(functionName, Stack.of(resource)).flatMap(behindAlias)) putFact(mappings, fn, mapping);
  }
  return mappings;
});

function behindAlias(construct: IConstruct): IConstruct[] {
  const { cfnResourceType } = construct as CfnResource;
  return cfnResourceType === 'AWS::Lambda::Alias' || cfnResourceType === 'AWS::Lambda::Version' ? mentionedIn(construct as CfnResource, 'FunctionName') : [];
}

const SOURCE_TYPES: Readonly<Record<string, BatchSource>> = {
  'AWS::SQS::Queue': 'sqs',
  'AWS::Kinesis::Stream': 'kinesis',
  'AWS::DynamoDB::Table': 'dynamodb',
  'AWS::DynamoDB::GlobalTable': 'dynamodb',
};

/** One source where the mapping shows it; else all that it may read, so that none is taken for another. */
function sourcesOf(resource: CfnResource): readonly BatchSource[] {
  const { EventSourceArn: arn, StartingPosition: startingPosition, Topics: topics, Queues: queues } = liveProperties(resource);
  if (topics !== undefined || queues !== undefined) return [];
  const known = typeof arn === 'string' ? BATCH_SOURCES.filter(source => arn.includes(`:${source}:`)) : typesIn(arn, Stack.of(resource));
  if (known.length > 0) return known;
  return startingPosition === undefined ? ['sqs'] : ['kinesis', 'dynamodb'];
}

function typesIn(arn: unknown, stack: Stack): BatchSource[] {
  return mentioned(arn, stack).flatMap(construct => SOURCE_TYPES[(construct as CfnResource).cfnResourceType] ?? []);
}

const SAM_TYPES: ReadonlyMap<unknown, BatchSource> = new Map([['SQS', 'sqs'], ['Kinesis', 'kinesis'], ['DynamoDB', 'dynamodb']]);

/** SAM makes mappings of a function's own Events. */
function samMappings({ properties }: FunctionTarget): Mapping[] {
  return Object.values(entriesOf((properties as { Events?: unknown }).Events)).flatMap(event => {
    const { Type: type, Properties: mapping } = entriesOf(event);
    const source = SAM_TYPES.get(type);
    return source === undefined ? [] : [{ sources: [source], isReporting: reportsFailures(entriesOf(mapping).FunctionResponseTypes) }];
  });
}

function reportsFailures(responseTypes: unknown): boolean {
  return Array.isArray(responseTypes) && responseTypes.includes(REPORTING);
}
