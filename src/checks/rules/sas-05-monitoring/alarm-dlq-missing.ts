import { deadLetterQueues, queueAlarms } from '../../../app-model/queues';
import { PASS, type Rule } from '../../rule';

const alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/SQS', MetricName: 'ApproximateNumberOfMessagesVisible', Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['Failed', 'QueueName'] } }] } };
const QUEUES = {
  Failed: { Type: 'AWS::SQS::Queue', Properties: {} },
  Orders: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Failed', 'Arn'] }, maxReceiveCount: 3 } } },
};

export const alarmDlqMissing: Rule = {
  id: 'SAS5-AlarmDlqMissing',
  title: 'no alarm tells when something lands in the dead-letter queue',
  weakness: 'SAS-5',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-778'],
  why: 'Events that could not be processed, attacks among them, wait there until they expire, and nobody looks.',
  fix: 'failed.metricApproximateNumberOfMessagesVisible().createAlarm(this, \'Failed\', { threshold: 1, evaluationPeriods: 1 });',
  resourceTypes: ['AWS::SQS::Queue'],
  example: {
    flagged: { Resources: QUEUES },
    findings: { Failed: ['SAS5-AlarmDlqMissing'] },
    fixed: { Resources: { ...QUEUES, Alarm: alarm } },
  },
  check(queue, model) {
    if (!model.index(deadLetterQueues).queues.has(queue)) return PASS;
    const { queues, any } = model.index(queueAlarms);
    return any || queues.has(queue) ? PASS : [{}];
  },
};
