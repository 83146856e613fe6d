import { resourcePolicy } from '../../../app-model/resource-policies';
import { publicStatements } from '../../iam/access';
import type { Rule } from '../../rule';
import { failing, isNotOn } from '../../settings';

const policy = (properties: object, principal: unknown = { AWS: 'arn:aws:iam::111122223333:role/orders' }) => ({
  Type: 'AWS::SecretsManager::ResourcePolicy',
  Properties: {
    SecretId: 'orders',
    ...properties,
    ResourcePolicy: { Statement: [{ Effect: 'Allow', Principal: principal, Action: 'secretsmanager:GetSecretValue', Resource: '*' }] },
  },
});

export const secretPolicyPublic: Rule = {
  id: 'SAS7-SecretPolicyPublic',
  title: 'everybody may read the secret, or may be let in by one change',
  weakness: 'SAS-7',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-732'],
  why: 'A secret that any AWS account can read is none; `BlockPublicPolicy` makes Secrets Manager refuse a policy that opens it.',
  fix: 'secret.grantRead(fn); // or new secretsmanager.CfnResourcePolicy(this, \'Policy\', { secretId, resourcePolicy, blockPublicPolicy: true })',
  resourceTypes: ['AWS::SecretsManager::ResourcePolicy'],
  example: {
    flagged: { Resources: { Open: policy({ BlockPublicPolicy: true }, '*'), Unblocked: policy({}) } },
    findings: { Open: ['SAS7-SecretPolicyPublic'], Unblocked: ['SAS7-SecretPolicyPublic[Unblocked]'] },
    fixed: { Resources: { Open: policy({ BlockPublicPolicy: true }) } },
  },
  check: resource => [
    ...publicStatements(resourcePolicy(resource)).slice(0, 1).map(({ when }) => ({ when, location: 'Properties/ResourcePolicy' })),
    ...failing(resource, ['BlockPublicPolicy'], isNotOn, { detail: 'Unblocked', severity: 'warning', note: 'BlockPublicPolicy is off' }),
  ],
};
