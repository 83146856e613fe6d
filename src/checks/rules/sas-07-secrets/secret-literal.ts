import { literalText } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { mayBeSecret } from '../../secrets/names';
import { failing } from '../../settings';

const secret = (properties: object) => ({ Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'orders', ...properties } });

export const secretLiteral: Rule = {
  id: 'SAS7-SecretLiteral',
  title: 'the secret\'s value stands in the template',
  weakness: 'SAS-7',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-798'],
  why: 'Whoever reads the repository, the artefact or the stack knows the secret before it is stored where it would be safe.',
  fix: 'new secretsmanager.Secret(this, \'Database\', { generateSecretString: { secretStringTemplate: \'{"username":"orders"}\', generateStringKey: \'password\' } });',
  resourceTypes: ['AWS::SecretsManager::Secret'],
  example: {
    flagged: { Resources: { Database: secret({ SecretString: 'correct-horse' }) } },
    findings: { Database: ['SAS7-SecretLiteral'] },
    fixed: { Resources: { Database: secret({ GenerateSecretString: { PasswordLength: 32 } }) } },
  },
  check: resource => failing(resource, ['SecretString'], ({ value }) => {
    const text = literalText(value);
    return text !== undefined && mayBeSecret(text);
  }),
};
