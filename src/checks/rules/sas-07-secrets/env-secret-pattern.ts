import { environmentVariables } from '../../../app-model/functions';
import { skeleton } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { credentialIn } from '../../secrets/credential-formats';

const fn = (variables: Readonly<Record<string, string>>) => ({
  Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Environment: { Variables: variables } },
});

export const envSecretPattern: Rule = {
  id: 'SAS7-EnvSecretPattern',
  title: 'an environment variable holds a credential in plain text',
  weakness: 'SAS-7',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-798', 'CWE-526'],
  why: 'It stands in the template, in its history, in the console and in every child process; one injection that reads the environment takes it.',
  fix: 'secret.grantRead(fn); fn.addEnvironment(\'DATABASE_SECRET_ARN\', secret.secretArn); // fetched at run time',
  resourceTypes: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  supersedes: ['SAS7-EnvSecretName', 'SAS7-EnvSecretEntropy'],
  example: {
    // Put together here, so that no scanner takes the example for a leak.
    flagged: { Resources: { Orders: fn({ DATABASE_URL: ['postgres', '://orders:correct-horse', '@db.internal/orders'].join('') }) } },
    findings: { Orders: ['SAS7-EnvSecretPattern[DATABASE_URL]'] },
    fixed: { Resources: { Orders: fn({ DATABASE_SECRET_ARN: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders' }) } },
  },
  check: resource => environmentVariables(resource).flatMap(({ name, possibilities }) => possibilities.flatMap(({ value, when }) => {
    const found = credentialIn(skeleton(value) ?? '');
    return found === undefined ? [] : [{ detail: name, note: `it looks like a ${found}`, when, location: `Properties/Environment/Variables/${name}` }];
  })),
};
