import { eventSources } from '../../../app-model/event-sources';
import { functionProperty } from '../../../app-model/functions';
import { items, property } from '../../../app-model/property';
import { literalText, type Possibility } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { failing, isAbsent, isNotOn, isOneOf } from '../../settings';

const MAPPING = 'AWS::Lambda::EventSourceMapping';
const QUEUE_ARN = 'arn:aws:sqs:eu-west-1:111122223333:orders';
const STREAM_ARN = 'arn:aws:kinesis:eu-west-1:111122223333:stream/orders';

const mapping = (source: unknown, properties: object = {}) => ({ Type: MAPPING, Properties: { EventSourceArn: source, FunctionName: { Ref: 'Orders' }, ...properties } });
const fn = (properties: object = {}) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', ...properties } });

const DEFAULT_VISIBILITY = 30;
const DEFAULT_TIMEOUT = 3;
/** What AWS asks for, so that a batch that is throttled and retried does not come twice. */
const VISIBILITY_FACTOR = 6;

export const queueVisibilityShort: Rule = {
  id: 'SAS8-QueueVisibilityShort',
  title: 'the queue hands out a message again while the function still works on it',
  weakness: 'SAS-8',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-400'],
  why: 'Slow messages are processed twice and more, at the same time: one input that takes long multiplies itself, and what it does is done again.',
  fix: 'new sqs.Queue(this, \'Orders\', { visibilityTimeout: Duration.seconds(6 * 30) }); // six times the function\'s timeout',
  resourceTypes: [MAPPING],
  example: {
    flagged: { Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: {} }, Orders: fn({ Timeout: 30 }), Source: mapping({ 'Fn::GetAtt': ['Queue', 'Arn'] }) } },
    findings: { Source: ['SAS8-QueueVisibilityShort'] },
    fixed: { Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 180 } }, Orders: fn({ Timeout: 30 }), Source: mapping({ 'Fn::GetAtt': ['Queue', 'Arn'] }) } },
  },
  check(resource, model) {
    const { source, function: consumer } = model.index(eventSources).get(resource) ?? {};
    if (source?.type !== 'AWS::SQS::Queue' || consumer === undefined) return PASS;
    const visible = seconds(property(source, 'VisibilityTimeout'), DEFAULT_VISIBILITY);
    const timeout = seconds(functionProperty(consumer, 'Timeout'), DEFAULT_TIMEOUT);
    // Every comparison with what is not known fails.
    return visible < VISIBILITY_FACTOR * timeout ? [{ note: `${visible} seconds, and the function may take ${timeout}` }] : PASS;
  },
};

function seconds(possibilities: readonly Possibility[], otherwise: number): number {
  return Math.max(...possibilities.map(({ value }) => value.kind === 'absent' ? otherwise : Number(literalText(value) ?? NaN)));
}

export const streamRetryUnbounded: Rule = {
  id: 'SAS8-StreamRetryUnbounded',
  title: 'one record that cannot be processed stops the stream until it expires',
  weakness: 'SAS-8',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-400'],
  why: 'Lambda tries a failing batch again without an end: one record of an attacker keeps everything behind it waiting, for a day to a year, and every attempt is paid for.',
  fix: 'fn.addEventSource(new sources.KinesisEventSource(stream, { startingPosition: lambda.StartingPosition.LATEST, retryAttempts: 3, maxRecordAge: Duration.hours(1), bisectBatchOnError: true }));',
  resourceTypes: [MAPPING],
  example: {
    flagged: { Resources: { Source: mapping(STREAM_ARN) } },
    findings: { Source: ['SAS8-StreamRetryUnbounded'] },
    fixed: { Resources: { Source: mapping(STREAM_ARN, { MaximumRetryAttempts: 3 }) } },
  },
  check(resource, model) {
    if (model.index(eventSources).get(resource)?.kind !== 'stream') return PASS;
    const unbounded = (name: string) => property(resource, name).some(possibility => isAbsent(possibility) || isOneOf('-1')(possibility));
    return unbounded('MaximumRetryAttempts') && unbounded('MaximumRecordAgeInSeconds') ? [{}] : PASS;
  },
};

export const poisonMessageAmplified: Rule = {
  id: 'SAS8-PoisonMessageAmplified',
  title: 'one message that fails makes its whole batch fail, again and again',
  weakness: 'SAS-8',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-400'],
  why: 'Messages beside it are processed once for every attempt, and end in the dead-letter queue with it: one input multiplies itself by the size of the batch.',
  fix: 'fn.addEventSource(new sources.SqsEventSource(queue, { reportBatchItemFailures: true }));',
  resourceTypes: [MAPPING],
  example: {
    flagged: { Resources: { Source: mapping(STREAM_ARN) } },
    findings: { Source: ['SAS8-PoisonMessageAmplified[Bisect]', 'SAS8-PoisonMessageAmplified[ReportBatchItemFailures]'] },
    fixed: { Resources: { Source: mapping(STREAM_ARN, { BisectBatchOnFunctionError: true, FunctionResponseTypes: ['ReportBatchItemFailures'] }) } },
  },
  check(resource, model) {
    const kind = model.index(eventSources).get(resource)?.kind;
    if ((kind !== 'stream' && kind !== 'queue') || property(resource, 'BatchSize').some(isOneOf('1'))) return PASS;
    const types = property(resource, 'FunctionResponseTypes');
    const reports = types.some(({ value }) => value.kind === 'unknown') || items(types).some(({ value }) => value.kind !== 'scalar' || value.value === 'ReportBatchItemFailures');
    return [
      ...kind === 'stream' ? failing(resource, ['BisectBatchOnFunctionError'], isNotOn, { detail: 'Bisect' }) : [],
      ...reports ? [] : [{ detail: 'ReportBatchItemFailures' }],
    ];
  },
};

/** A Kafka topic is polled by as many as it has partitions: only pollers that are provisioned have a number to limit. */
export const esmConcurrencyUnbounded: Rule = {
  id: 'SAS8-EsmConcurrencyUnbounded',
  title: 'a full queue may use up the concurrency of the whole account',
  weakness: 'SAS-8',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-770'],
  why: 'Whoever can fill the queue takes the capacity that all functions of the account share, and what is behind this one is flooded.',
  fix: 'fn.addEventSource(new sources.SqsEventSource(queue, { maxConcurrency: 10 }));',
  resourceTypes: [MAPPING],
  example: {
    flagged: { Resources: { Orders: fn(), Source: mapping(QUEUE_ARN) } },
    findings: { Source: ['SAS8-EsmConcurrencyUnbounded'] },
    fixed: { Resources: { Orders: fn(), Source: mapping(QUEUE_ARN, { ScalingConfig: { MaximumConcurrency: 10 } }) } },
  },
  check(resource, model) {
    const { kind, function: consumer } = model.index(eventSources).get(resource) ?? {};
    const provisioned = property(resource, 'ProvisionedPollerConfig').some(({ value }) => value.kind === 'map');
    if (provisioned) return failing(resource, ['ProvisionedPollerConfig', 'MaximumPollers'], isAbsent);
    if (kind !== 'queue' || consumer === undefined) return PASS;
    const reserved = functionProperty(consumer, 'ReservedConcurrentExecutions').some(({ value }) => value.kind !== 'absent');
    return reserved ? PASS : failing(resource, ['ScalingConfig', 'MaximumConcurrency'], isAbsent);
  },
};
