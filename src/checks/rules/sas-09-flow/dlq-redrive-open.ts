import { jsonIn } from '../../../app-model/json-text';
import { at, property } from '../../../app-model/property';
import { deadLetterQueues } from '../../../app-model/queues';
import { PASS, type Rule } from '../../rule';
import { isNoneOf } from '../../settings';

const app = (allowed: object) => ({
  Failed: { Type: 'AWS::SQS::Queue', Properties: { RedriveAllowPolicy: allowed } },
  Orders: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders', RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Failed', 'Arn'] }, maxReceiveCount: 3 } } },
});

/** Each of the two queues names the other: the source is named by its name, since a reference would be a circle. */
export const dlqRedriveOpen: Rule = {
  id: 'SAS9-DlqRedriveOpen',
  title: 'any queue of the account may send its dead letters here, and take these back',
  weakness: 'SAS-9',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-284'],
  why: 'A redrive puts what lies here into the queue of whoever made this one its own: messages of an attacker\'s choice enter a flow that trusts its dead letters.',
  fix: 'new sqs.Queue(this, \'Failed\', { redriveAllowPolicy: { sourceQueues: [sqs.Queue.fromQueueArn(this, \'Source\', \'arn:aws:sqs:eu-west-1:111122223333:orders\')] } }); // or redrivePermission: sqs.RedrivePermission.DENY_ALL for letters of functions and topics',
  resourceTypes: ['AWS::SQS::Queue'],
  example: {
    flagged: { Resources: app({ redrivePermission: 'allowAll' }) },
    findings: { Failed: ['SAS9-DlqRedriveOpen'] },
    fixed: { Resources: app({ redrivePermission: 'byQueue', sourceQueueArns: ['arn:aws:sqs:eu-west-1:111122223333:orders'] }) },
  },
  check: (queue, model) => model.index(deadLetterQueues).queues.has(queue)
    ? at(jsonIn(property(queue, 'RedriveAllowPolicy'), queue.template), 'redrivePermission').filter(isNoneOf('denyAll', 'byQueue')).map(({ when }) => ({ when, location: 'Properties/RedriveAllowPolicy' }))
    : PASS,
};
