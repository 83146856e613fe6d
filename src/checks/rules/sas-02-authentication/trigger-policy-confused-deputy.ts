import { resourcePolicy } from '../../../app-model/resource-policies';
import { HOLE, literalText } from '../../../app-model/value';
import { restrictsCaller, servicePrincipals } from '../../iam/access';
import type { Rule } from '../../rule';

const topicPolicy = (statement: object) => ({
  Type: 'AWS::SNS::TopicPolicy',
  Properties: { Topics: ['orders'], PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:Publish', Resource: '*', ...statement }] } },
});

/** Reading is left out: what a service may only look at is no event. */
const WRITING = /^(\*|s3:(\*|Put\w*\*?|Delete\w*\*?)|sqs:(\*|SendMessage\*?)|sns:(\*|Publish\*?)|kms:(\*|Decrypt\*?|GenerateDataKey\*?|Encrypt\*?|ReEncrypt\*?))$/i;

export const triggerPolicyConfusedDeputy: Rule = {
  id: 'SAS2-TriggerPolicyConfusedDeputy',
  title: 'the policy lets an AWS service write on behalf of anybody',
  weakness: 'SAS-2',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-441'],
  why: 'An AWS service acts for every customer: without a source somebody else\'s rule, bucket or topic sends events here, and the functions behind trust them.',
  fix: 'const conditions = { ArnEquals: { \'aws:SourceArn\': rule.ruleArn }, StringEquals: { \'aws:SourceAccount\': this.account } };',
  resourceTypes: ['AWS::SQS::QueuePolicy', 'AWS::SQS::QueueInlinePolicy', 'AWS::SNS::TopicPolicy', 'AWS::SNS::TopicInlinePolicy', 'AWS::S3::BucketPolicy', 'AWS::KMS::Key'],
  example: {
    flagged: { Resources: { Policy: topicPolicy({}) } },
    findings: { Policy: ['SAS2-TriggerPolicyConfusedDeputy[events.amazonaws.com]'] },
    fixed: { Resources: { Policy: topicPolicy({ Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } } }) } },
  },
  check: resource => resourcePolicy(resource)
    .filter(statement => statement.effect === 'Allow' && !restrictsCaller(statement) && statement.actions.some(({ value }) => WRITING.test(literalText(value) ?? '')))
    .flatMap(statement => servicePrincipals(statement)
      .filter(service => !service.includes(HOLE))
      .map(service => ({ detail: service, note: `${service} without aws:SourceArn and aws:SourceAccount`, when: statement.when }))),
};
