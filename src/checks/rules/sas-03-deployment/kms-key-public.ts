import { resourcePolicy } from '../../../app-model/resource-policies';
import { publicStatements } from '../../iam/access';
import type { Rule } from '../../rule';

const key = (condition: object) => ({
  Type: 'AWS::KMS::Key',
  Properties: { EnableKeyRotation: true, KeyPolicy: { Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:*', Resource: '*', ...condition }] } },
});

export const kmsKeyPublic: Rule = {
  id: 'SAS3-KmsKeyPublic',
  title: 'the key\'s policy lets everybody use it',
  weakness: 'SAS-3',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-732'],
  why: 'Any AWS account decrypts what it gets hold of, and with `kms:*` changes the policy or schedules the key, and with it all data under it, for deletion.',
  fix: 'key.grantDecrypt(fn); // or the conditions kms:CallerAccount and kms:ViaService',
  resourceTypes: ['AWS::KMS::Key'],
  example: {
    flagged: { Resources: { Key: key({}) } },
    findings: { Key: ['SAS3-KmsKeyPublic'] },
    fixed: { Resources: { Key: key({ Condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } } }) } },
  },
  check: resource => publicStatements(resourcePolicy(resource)).slice(0, 1).map(({ when }) => ({ when, location: 'Properties/KeyPolicy' })),
};
