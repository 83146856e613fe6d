import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { HardeningMeasure } from '../options';
import { acknowledge } from './acknowledge';
import { guardScope } from './guard-scope';
import type { HardeningContext, Measure } from './measure';
import { stackFull } from './stack-budget';
import { asynchronousTrigger, hasInvokeConfig } from './stack-index';
import type { FunctionTarget } from '../targets/function-target';

/** One retry rides out a hiccup; Lambda's default of two, for six hours, replays an attacker's event longer than anybody watches. */
const MAX_RETRIES = 1;
const MAX_EVENT_AGE = Duration.hours(1);
/** The longest time that SQS keeps messages. */
const KEEP_FAILED = Duration.days(14);
/** Event invoke configuration; queue and its policy. */
const RESOURCES = { caps: 1, queue: 2 } as const;

/** Capped retries and event age, and a queue for what failed all the same where a service invokes asynchronously. */
export const failureHandling: Measure = {
  name: HardeningMeasure.FAILURE_HANDLING,
  onRequest: 'retries stay as they are on a plain function, since its events may need them',
  apply: (target, context) => {
    const { ledger, budget } = context;
    if (target.properties.EventInvokeConfig !== undefined || hasInvokeConfig(target)) return ledger.kept(failureHandling.name, 'its asynchronous invocations are configured');
    const trigger = asynchronousTrigger(target);
    const needsQueue = trigger !== undefined && target.properties.DeadLetterConfig === undefined && target.role.kind === 'own';
    if (!budget.take(needsQueue ? RESOURCES.caps + RESOURCES.queue : RESOURCES.caps)) {
      return ledger.refused(failureHandling.name, stackFull('failure handling', target.stack));
    }
    const queue = needsQueue ? failedEvents(target, context) : undefined;
    new lambda.CfnEventInvokeConfig(guardScope(target.scope), 'EventInvokeConfig', {
      functionName: target.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: MAX_RETRIES,
      maximumEventAgeInSeconds: MAX_EVENT_AGE.toSeconds(),
      destinationConfig: queue === undefined ? undefined : { onFailure: { destination: queue.queueArn } },
    });
    return ledger.set(failureHandling.name, describe(trigger, queue !== undefined));
  },
};

function failedEvents(target: FunctionTarget, { statements }: HardeningContext): sqs.Queue {
  const queue = new sqs.Queue(guardScope(target.scope), 'FailedEvents', {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: KEEP_FAILED,
  });
  statements.add({ Sid: 'SendFailedEvents', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queue.queueArn });
  acknowledge(queue, [{ id: 'AwsSolutions-SQS3', reason: 'the queue is itself where failed events end' }]);
  return queue;
}

function describe(trigger: string | undefined, hasQueue: boolean): string {
  const caps = `at most ${MAX_RETRIES} retry within ${MAX_EVENT_AGE.toMinutes()} minutes`;
  return hasQueue ? `${caps}, then a queue, since ${trigger} invokes asynchronously` : caps;
}
