import { environmentVariables, FUNCTION_TYPES } from '../../../app-model/functions';
import { literalFragments } from '../../../app-model/value';
import type { Rule } from '../../rule';

const fn = (variables: Readonly<Record<string, string>>) => ({
  Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Environment: { Variables: variables } },
});

export const envDynamicReference: Rule = {
  id: 'SAS7-EnvDynamicReference',
  title: 'an environment variable is filled with a secret at deployment',
  weakness: 'SAS-7',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-312', 'CWE-526'],
  why: 'CloudFormation writes the secret\'s value into the function\'s configuration: everybody who may read that reads the secret, and a rotated one goes stale.',
  fix: 'secret.grantRead(fn); fn.addEnvironment(\'DATABASE_SECRET_ARN\', secret.secretArn); // fetched at run time',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: fn({ PASSWORD: '{{resolve:secretsmanager:orders:SecretString:password}}' }) } },
    findings: { Orders: ['SAS7-EnvDynamicReference[PASSWORD]'] },
    fixed: { Resources: { Orders: fn({ DATABASE_SECRET_ARN: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders' }) } },
  },
  check: resource => environmentVariables(resource).flatMap(({ name, possibilities }) => possibilities
    .filter(({ value }) => literalFragments(value).some(text => /\{\{resolve:(secretsmanager|ssm-secure):/.test(text)))
    .map(({ when }) => ({ detail: name, when, location: `Properties/Environment/Variables/${name}` }))),
};
