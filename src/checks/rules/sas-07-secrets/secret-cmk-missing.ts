import { skeleton } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { settingRule } from '../../setting-rule';
import { isEmpty } from '../../settings';

export const secretCmkMissing: Rule = settingRule({
  id: 'SAS7-SecretCmkMissing',
  title: 'the secret is encrypted with a key that nobody here controls',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-311'],
  why: 'With AWS\'s own key one permission on the secret is enough to read it; with a key of your own a second policy decides, and its use is on record.',
  fix: 'new secretsmanager.Secret(this, \'Database\', { encryptionKey: key });',
  type: 'AWS::SecretsManager::Secret',
  path: ['KmsKeyId'],
  fails: possibility => isEmpty(possibility) || /\baws\/secretsmanager$/.test(skeleton(possibility.value) ?? ''),
  beside: { GenerateSecretString: {} },
  example: { flagged: 'alias/aws/secretsmanager', fixed: 'alias/orders' },
});
