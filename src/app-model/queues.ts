import type { AppModel } from './app-model';
import { jsonIn } from './json-text';
import { targetsOf, valuesAt } from './pointers';
import { at, items, property } from './property';
import type { Resource } from './template';
import { literalText } from './value';

/** Every place that names a queue for what could not be processed. */
const DEAD_LETTERS: ReadonlyArray<readonly [type: string, ...path: readonly string[]]> = [
  ['AWS::SQS::Queue', 'RedrivePolicy', 'deadLetterTargetArn'],
  ['AWS::SNS::Subscription', 'RedrivePolicy', 'deadLetterTargetArn'],
  ['AWS::Lambda::Function', 'DeadLetterConfig', 'TargetArn'],
  ['AWS::Serverless::Function', 'DeadLetterQueue', 'TargetArn'],
  ['AWS::Lambda::EventInvokeConfig', 'DestinationConfig', 'OnFailure', 'Destination'],
  ['AWS::Serverless::Function', 'EventInvokeConfig', 'DestinationConfig', 'OnFailure', 'Destination'],
  ['AWS::Lambda::EventSourceMapping', 'DestinationConfig', 'OnFailure', 'Destination'],
  ['AWS::Events::Rule', 'Targets', 'DeadLetterConfig', 'Arn'],
  ['AWS::Events::EventBus', 'DeadLetterConfig', 'Arn'],
  ['AWS::Scheduler::Schedule', 'Target', 'DeadLetterConfig', 'Arn'],
  ['AWS::Pipes::Pipe', 'SourceParameters', 'KinesisStreamParameters', 'DeadLetterConfig', 'Arn'],
  ['AWS::Pipes::Pipe', 'SourceParameters', 'DynamoDBStreamParameters', 'DeadLetterConfig', 'Arn'],
];

/** A queue for dead letters, and the resources whose letters it takes. */
export interface DeadLetterQueues {
  readonly queues: ReadonlyMap<Resource, readonly Resource[]>;
  /** Whether some place names one that the template does not tell: any queue may be it. */
  readonly unresolved: boolean;
}

/** The queues that take dead letters. Pass it to `model.index()`. */
export function deadLetterQueues(model: AppModel): DeadLetterQueues {
  const queues = new Map<Resource, Resource[]>();
  let unresolved = false;
  for (const [type, ...path] of DEAD_LETTERS) {
    for (const source of model.resourcesOf(type)) {
      for (const { value } of valuesAt(jsonHeads(source, path[0] ?? ''), path.slice(1))) {
        const targets = value.kind === 'absent' ? [] : targetsOf(value, model);
        unresolved ||= targets === undefined;
        targets?.filter(({ type: target }) => target === 'AWS::SQS::Queue').forEach(queue => queues.set(queue, [...queues.get(queue) ?? [], source]));
      }
    }
  }
  return { queues, unresolved };
}

/** A redrive policy may be written as JSON text. */
function jsonHeads(source: Resource, name: string) {
  return jsonIn(items(property(source, name)), source.template);
}

const DEPTH = ['ApproximateNumberOfMessagesVisible', 'ApproximateAgeOfOldestMessage', 'NumberOfMessagesReceived', 'NumberOfMessagesSent', 'ApproximateNumberOfMessagesNotVisible'];

/** The queues that alarms watch, by the dimension `QueueName`. Pass it to `model.index()`. */
export function queueAlarms(model: AppModel): { readonly queues: ReadonlySet<Resource>; readonly any: boolean } {
  const queues = new Set<Resource>();
  let any = false;
  for (const alarm of model.resourcesOf('AWS::CloudWatch::Alarm')) {
    for (const metric of [...property(alarm), ...valuesAt(property(alarm), ['Metrics', 'MetricStat', 'Metric'])]) {
      if (!at([metric], 'MetricName').some(({ value }) => value.kind !== 'absent' && DEPTH.includes(literalText(value) ?? DEPTH[0] ?? ''))) continue;
      for (const { value } of valuesAt([metric], ['Dimensions', 'Value'])) {
        const targets = targetsOf(value, model);
        any ||= targets === undefined;
        targets?.forEach(queue => queues.add(queue));
      }
      any ||= items(at([metric], 'Dimensions')).some(({ value }) => value.kind === 'unknown');
    }
    any ||= property(alarm).some(({ value }) => value.kind === 'unknown') || valuesAt(property(alarm), ['Metrics', 'Expression']).some(({ value }) => /SEARCH|^$/.test(literalText(value) ?? ''));
  }
  return { queues, any };
}
