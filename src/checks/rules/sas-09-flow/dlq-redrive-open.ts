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
  title: 'any queue of the account may send its dead letters here',
  weakness: 'SAS-9',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-284'],
  why: 'Whoever may set up a queue puts messages of their choice among the app\'s: people and code that work on dead letters, or move them back into the flow, take them for its own.',
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
