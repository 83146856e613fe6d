import { jsonIn } from '../../../app-model/json-text';
import { at, property } from '../../../app-model/property';
import type { Rule } from '../../rule';
import { isNumber } from '../../settings';

const FEWEST = 2;
const MOST = 10;

const queue = (times: number) => ({ Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:failed', maxReceiveCount: times } } });

export const queueMaxReceiveBad: Rule = {
  id: 'SAS8-QueueMaxReceiveBad',
  title: 'a message is given up at its first attempt, or tried far too often',
  weakness: 'SAS-8',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-400'],
  why: 'With one attempt a throttled poll already loses good messages to the dead-letter queue; with many a message that always fails is paid for again and again.',
  fix: 'new sqs.Queue(this, \'Orders\', { deadLetterQueue: { queue: failed, maxReceiveCount: 5 } });',
  resourceTypes: ['AWS::SQS::Queue'],
  example: {
    flagged: { Resources: { Orders: queue(1), Invoices: queue(100) } },
    findings: { Orders: ['SAS8-QueueMaxReceiveBad'], Invoices: ['SAS8-QueueMaxReceiveBad'] },
    fixed: { Resources: { Orders: queue(5) } },
  },
  check: resource => at(jsonIn(property(resource, 'RedrivePolicy'), resource.template), 'maxReceiveCount')
    .filter(isNumber(times => times < FEWEST || times > MOST))
    .map(({ when }) => ({ when, location: 'Properties/RedrivePolicy' })),
};
