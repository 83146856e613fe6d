import { property } from '../../../app-model/property';
import { literalFragments, literalText } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { credentialIn } from '../../secrets/credential-formats';
import { looksRandom, namesSecret, mayBeSecret } from '../../secrets/names';

const parameter = (properties: object) => ({ Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', ...properties } });

/** CloudFormation cannot make a `SecureString`: a secret does not belong into a template at all. */
export const ssmPlaintextSecret: Rule = {
  id: 'SAS7-SsmPlaintextSecret',
  title: 'a secret stands in a parameter of Systems Manager in plain text',
  weakness: 'SAS-7',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-312'],
  why: 'It stands in the template and its history, and everybody who may read parameters reads it, without any key in between.',
  fix: 'new secretsmanager.Secret(this, \'Database\', { generateSecretString: {} });',
  resourceTypes: ['AWS::SSM::Parameter'],
  example: {
    flagged: { Resources: { Database: parameter({ Name: '/orders/db-password', Value: 'correct-horse' }) } },
    findings: { Database: ['SAS7-SsmPlaintextSecret'] },
    fixed: { Resources: { Database: parameter({ Name: '/orders/db-secret-arn', Value: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders' }) } },
  },
  check(resource) {
    if (!property(resource, 'Type').every(({ value }) => ['String', 'StringList'].includes(literalText(value) ?? ''))) return PASS;
    const named = property(resource, 'Name').some(({ value }) => namesSecret(literalFragments(value).at(-1) ?? ''));
    return property(resource, 'Value')
      .filter(({ value }) => {
        const text = literalText(value) ?? '';
        return credentialIn(text) !== undefined || looksRandom(text) || (named && mayBeSecret(text));
      })
      .map(({ when }) => ({ when, location: 'Properties/Value' }));
  },
};
