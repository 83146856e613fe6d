import { deadLetterQueues } from '../../../app-model/queues';
import { literalText } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { failing } from '../../settings';

const TWO_WEEKS = 1_209_600;
const DEFAULT_SECONDS = 345_600;

const app = (seconds: number) => ({
  Failed: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: seconds } },
  Orders: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Failed', 'Arn'] }, maxReceiveCount: 3 } } },
});

/** Two weeks are the most that SQS keeps: no source keeps longer. */
export const dlqRetentionShort: Rule = {
  id: 'SAS10-DlqRetentionShort',
  title: 'the dead-letter queue forgets before anybody looks',
  weakness: 'SAS-10',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-755'],
  why: 'A message keeps the age that it had: after a weekend, or a holiday, what failed is gone, and with it what it would have told.',
  fix: 'new sqs.Queue(this, \'Failed\', { retentionPeriod: Duration.days(14) });',
  resourceTypes: ['AWS::SQS::Queue'],
  example: {
    flagged: { Resources: app(86_400) },
    findings: { Failed: ['SAS10-DlqRetentionShort'] },
    fixed: { Resources: app(TWO_WEEKS) },
  },
  check: (queue, model) => model.index(deadLetterQueues).queues.has(queue)
    ? failing(queue, ['MessageRetentionPeriod'], ({ value }) => value.kind === 'absent' || Number(literalText(value) ?? NaN) < TWO_WEEKS, { note: `less than two weeks; without a setting it is ${DEFAULT_SECONDS / 86_400} days` })
    : PASS,
};
