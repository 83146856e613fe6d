import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { acknowledge } from './acknowledge';
import { guardScope } from './guard-scope';
import type { HardeningContext } from './measure';
import type { FunctionTarget } from '../targets/function-target';

/** The longest time that SQS keeps messages. */
const KEEP_FAILED = Duration.days(14);

/** Where events of a function go that failed after every retry. */
export interface FailedEventsPlace {
  readonly name: string;
  /** How many resources it takes. */
  readonly resources: number;
  /** Makes it and returns its ARN. */
  make(): string;
}

/** The destination that the user gave, else a queue; nothing where nobody can let the role send there. */
export function placeOfFailedEvents(target: FunctionTarget, context: HardeningContext): FailedEventsPlace | undefined {
  const { construct, role } = target;
  if (role.kind === 'foreign') return undefined;
  const { onFailure } = context.settings;
  if (onFailure === undefined || construct === undefined || isMadeOf(onFailure, construct)) {
    return { name: 'a queue', resources: 2, make: () => makeQueue(target, context) };
  }
  return {
    name: 'the given destination',
    resources: 0,
    make: () => onFailure.bind(guardScope(target.scope), construct, { type: lambda.DestinationType.FAILURE }).destination,
  };
}

/** A function that all others send their failed events to must not send its own to itself, for ever. */
function isMadeOf(destination: lambda.IDestination, construct: lambda.Function): boolean {
  return Object.values(destination).includes(construct);
}

function makeQueue(target: FunctionTarget, { statements }: HardeningContext): string {
  const queue = new sqs.Queue(guardScope(target.scope), 'FailedEvents', {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: KEEP_FAILED,
  });
  statements.add({ Sid: 'SendFailedEvents', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queue.queueArn });
  acknowledge(queue, [{ id: 'AwsSolutions-SQS3', reason: 'the queue is itself where failed events end' }]);
  return queue.queueArn;
}
