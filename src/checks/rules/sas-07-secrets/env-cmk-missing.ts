import { environmentVariables, FUNCTION_TYPES } from '../../../app-model/functions';
import { GUARD_ENVIRONMENT } from '../../../contract/environment';
import { PASS, type Rule } from '../../rule';
import { failing, isEmpty } from '../../settings';

const fn = (properties: object) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Environment: { Variables: { TABLE: 'orders' } }, ...properties } });

/** What the guard and Lambda itself read holds nothing to hide. */
const HARMLESS = new Set<string>([...Object.values(GUARD_ENVIRONMENT), 'NODE_OPTIONS', 'AWS_LAMBDA_EXEC_WRAPPER', 'AWS_NODEJS_CONNECTION_REUSE_ENABLED']);

export const envCmkMissing: Rule = {
  id: 'SAS7-EnvCmkMissing',
  title: 'the environment is encrypted with a key that nobody here controls',
  weakness: 'SAS-7',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-311'],
  why: 'With AWS\'s own key everybody who may read the function\'s configuration reads its variables; with a key of your own its policy decides, and its use is on record.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, environmentEncryption: key });',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: fn({}) } },
    findings: { Orders: ['SAS7-EnvCmkMissing'] },
    fixed: { Resources: { Orders: fn({ KmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/orders' }) } },
  },
  check: resource => environmentVariables(resource).some(({ name }) => !HARMLESS.has(name)) ? failing(resource, ['KmsKeyArn'], isEmpty) : PASS,
};
