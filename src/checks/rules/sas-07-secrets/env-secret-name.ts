import { environmentVariables, FUNCTION_TYPES } from '../../../app-model/functions';
import { literalText } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { namesSecret, mayBeSecret } from '../../secrets/names';

const fn = (variables: Readonly<Record<string, string>>) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Environment: { Variables: variables } } });

export const envSecretName: Rule = {
  id: 'SAS7-EnvSecretName',
  title: 'an environment variable that is named like a secret holds a plain value',
  weakness: 'SAS-7',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-526'],
  why: 'It stands in the template, in its history, in the console and in every child process; one injection that reads the environment takes it.',
  fix: 'secret.grantRead(fn); fn.addEnvironment(\'DATABASE_SECRET_ARN\', secret.secretArn); // fetched at run time',
  resourceTypes: FUNCTION_TYPES,
  supersedes: ['SAS7-EnvSecretEntropy'],
  example: {
    flagged: { Resources: { Orders: fn({ DB_PASSWORD: 'correct-horse' }) } },
    findings: { Orders: ['SAS7-EnvSecretName[DB_PASSWORD]'] },
    fixed: { Resources: { Orders: fn({ DB_PASSWORD_ARN: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders' }) } },
  },
  check: resource => environmentVariables(resource).filter(({ name }) => namesSecret(name)).flatMap(({ name, possibilities }) => possibilities
    .filter(({ value }) => mayBeSecret(literalText(value) ?? ''))
    .map(({ when }) => ({ detail: name, when, location: `Properties/Environment/Variables/${name}` }))),
};
