import { property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { literalText } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { isNotOn } from '../../settings';

const key = (rotation: boolean) => ({ Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: rotation } });

export const kmsRotationOff: Rule = {
  id: 'SAS3-KmsRotationOff',
  title: 'the key is never rotated',
  weakness: 'SAS-3',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-324'],
  why: 'All data ever written stays under one piece of key material: the longer it lives, the more one exposure of it opens.',
  fix: 'new kms.Key(this, \'Key\', { enableKeyRotation: true });',
  resourceTypes: ['AWS::KMS::Key'],
  example: {
    flagged: { Resources: { Key: key(false) } },
    findings: { Key: ['SAS3-KmsRotationOff'] },
    fixed: { Resources: { Key: key(true) } },
  },
  check: resource => canRotate(resource)
    ? property(resource, 'EnableKeyRotation').filter(isNotOn).map(({ when }) => ({ when, location: 'Properties/EnableKeyRotation' }))
    : PASS,
};

/** AWS rotates symmetric encryption keys with material of its own; asymmetric, HMAC, imported and external keys it does not. */
function canRotate(resource: Resource): boolean {
  const is = (name: string, expected: string) => property(resource, name)
    .every(({ value }) => value.kind === 'absent' || literalText(value) === expected);
  return is('KeySpec', 'SYMMETRIC_DEFAULT') && is('Origin', 'AWS_KMS') && is('KeyUsage', 'ENCRYPT_DECRYPT');
}
