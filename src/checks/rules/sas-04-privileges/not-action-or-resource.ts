import { IDENTITY_POLICY_TYPES, identityPolicy } from '../../../app-model/iam/identity-policies';
import type { Statement } from '../../../app-model/iam/statement';
import { resourcePolicy } from '../../../app-model/resource-policies';
import type { Possibility } from '../../../app-model/value';
import type { Finding, Rule } from '../../rule';

const POLICIES = ['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SQS::QueueInlinePolicy', 'AWS::SNS::TopicPolicy', 'AWS::SNS::TopicInlinePolicy', 'AWS::KMS::Key', 'AWS::Events::EventBusPolicy', 'AWS::SecretsManager::ResourcePolicy', 'AWS::Lambda::ResourcePolicy', 'AWS::Kinesis::ResourcePolicy'];

const policy = (statement: object) => ({ Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', ...statement }] } } });

/** Any policy, since such a statement is wrong whoever has it. A role's trust is SAS4-RoleTrustBroad's where `NotPrincipal` is concerned. */
export const notActionOrResource: Rule = {
  id: 'SAS4-NotActionOrResource',
  title: 'the policy allows everything but what it lists',
  weakness: 'SAS-4',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-732'],
  why: 'What was forgotten is allowed, and so is every action and resource that AWS or the account gets later.',
  fix: 'new iam.PolicyStatement({ actions: [\'s3:GetObject\'], resources: [bucket.arnForObjects(\'*\')] }) // or the effect DENY with notActions',
  resourceTypes: [...IDENTITY_POLICY_TYPES, ...POLICIES],
  example: {
    flagged: { Resources: { Policy: policy({ NotAction: 'iam:*', Resource: '*' }) } },
    findings: { Policy: ['SAS4-NotActionOrResource[NotAction]'] },
    fixed: { Resources: { Policy: policy({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders/*' }) } },
  },
  check: resource => [...identityPolicy(resource), ...resourcePolicy(resource)]
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(statement => [
      ...found(statement, 'NotAction', statement.notActions),
      ...found(statement, 'NotResource', statement.notResources),
      ...resource.type === 'AWS::IAM::Role' ? [] : found(statement, 'NotPrincipal', statement.notPrincipals.map(({ value }) => value)),
    ]),
};

function found({ when }: Statement, detail: string, values: readonly Possibility[]): readonly Finding[] {
  return values.some(({ value }) => value.kind !== 'unknown') ? [{ detail, note: `it allows with ${detail}`, when }] : [];
}
