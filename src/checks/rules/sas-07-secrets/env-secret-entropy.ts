import { environmentVariables, FUNCTION_TYPES } from '../../../app-model/functions';
import { literalText } from '../../../app-model/value';
import { GUARD_ENVIRONMENT } from '../../../contract/environment';
import type { Rule } from '../../rule';
import { looksRandom } from '../../secrets/names';

const fn = (variables: Readonly<Record<string, string>>) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Environment: { Variables: variables } } });

/** Put together here, so that no scanner takes the example for a leak. */
const RANDOM = ['q7Rw2Zk9', 'Lx4Vb8Nm', '3Tc6Yh1D', 'fGs5Jp0A'].join('');

/** The guard's own variables hold hashes and a policy. */
const OWN = new Set<string>(Object.values(GUARD_ENVIRONMENT));

export const envSecretEntropy: Rule = {
  id: 'SAS7-EnvSecretEntropy',
  title: 'an environment variable holds what looks like a key',
  weakness: 'SAS-7',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-798'],
  why: 'A value drawn at random is hardly anything but a secret, and the environment is the first thing that is read after a break-in.',
  fix: 'secret.grantRead(fn); fn.addEnvironment(\'SIGNING_SECRET_ARN\', secret.secretArn); // fetched at run time',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: fn({ SIGNATURE: RANDOM }) } },
    findings: { Orders: ['SAS7-EnvSecretEntropy[SIGNATURE]'] },
    fixed: { Resources: { Orders: fn({ SIGNING_SECRET_ARN: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders' }) } },
  },
  check: resource => environmentVariables(resource).filter(({ name }) => !OWN.has(name)).flatMap(({ name, possibilities }) => possibilities
    .filter(({ value }) => looksRandom(literalText(value) ?? ''))
    .map(({ when }) => ({ detail: name, when, location: `Properties/Environment/Variables/${name}` }))),
};
