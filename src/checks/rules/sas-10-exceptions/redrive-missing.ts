import { property } from '../../../app-model/property';
import { deadLetterQueues } from '../../../app-model/queues';
import { PASS, type Rule } from '../../rule';
import { failing, isEmpty, isOneOf } from '../../settings';

const redrive = { RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:failed', maxReceiveCount: 3 } };
const queue = (properties: object) => ({ Type: 'AWS::SQS::Queue', Properties: properties });
const subscription = (properties: object) => ({ Type: 'AWS::SNS::Subscription', Properties: { TopicArn: 'arn:aws:sns:eu-west-1:111122223333:orders', Protocol: 'lambda', ...properties } });

/** A queue that takes dead letters itself is the end of the line. */
export const sqsRedriveMissing: Rule = {
  id: 'SAS10-SqsRedriveMissing',
  title: 'a message that cannot be processed comes back until it expires, and is lost',
  weakness: 'SAS-10',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-755'],
  why: 'It is tried and paid for again and again for days, holds up those behind it, and then nobody can say what was in it.',
  fix: 'new sqs.Queue(this, \'Orders\', { deadLetterQueue: { queue: failed, maxReceiveCount: 3 } });',
  resourceTypes: ['AWS::SQS::Queue'],
  example: {
    flagged: { Resources: { Orders: queue({}) } },
    findings: { Orders: ['SAS10-SqsRedriveMissing'] },
    fixed: { Resources: { Orders: queue(redrive) } },
  },
  check(resource, model) {
    const { queues, unresolved } = model.index(deadLetterQueues);
    const takesLetters = unresolved || queues.has(resource) || property(resource, 'RedriveAllowPolicy').some(({ value }) => value.kind !== 'absent');
    return takesLetters ? PASS : failing(resource, ['RedrivePolicy'], isEmpty);
  },
};

/** Mail and text messages are not retried from a queue. */
const REDRIVEN = isOneOf('lambda', 'sqs', 'http', 'https', 'firehose');

export const snsRedriveMissing: Rule = {
  id: 'SAS10-SnsRedriveMissing',
  title: 'a message that cannot be delivered is lost',
  weakness: 'SAS-10',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-755'],
  why: 'A subscriber that is throttled, deleted or misconfigured misses messages, and nothing says which.',
  fix: 'topic.addSubscription(new subscriptions.LambdaSubscription(fn, { deadLetterQueue: failed }));',
  resourceTypes: ['AWS::SNS::Subscription'],
  example: {
    flagged: { Resources: { Orders: subscription({}) } },
    findings: { Orders: ['SAS10-SnsRedriveMissing'] },
    fixed: { Resources: { Orders: subscription(redrive) } },
  },
  check: resource => property(resource, 'Protocol').some(REDRIVEN) ? failing(resource, ['RedrivePolicy'], isEmpty) : PASS,
};
