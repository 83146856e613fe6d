import { environmentVariables } from '../../../app-model/functions';
import { GUARD_ENVIRONMENT } from '../../../contract/environment';
import type { Rule } from '../../rule';
import { settingRule } from '../../setting-rule';
import { isEmpty } from '../../settings';

/** What the guard and Lambda itself read holds nothing to hide. */
const HARMLESS = new Set<string>([...Object.values(GUARD_ENVIRONMENT), 'NODE_OPTIONS', 'AWS_LAMBDA_EXEC_WRAPPER', 'AWS_NODEJS_CONNECTION_REUSE_ENABLED']);

export const envCmkMissing: Rule = settingRule({
  id: 'SAS7-EnvCmkMissing',
  title: 'the environment is encrypted with a key that nobody here controls',
  severity: 'warning',
  cwe: ['CWE-311'],
  why: 'With AWS\'s own key everybody who may read the function\'s configuration reads its variables; with a key of your own its policy decides, and its use is on record.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, environmentEncryption: key });',
  type: 'AWS::Lambda::Function',
  alike: ['AWS::Serverless::Function'],
  path: ['KmsKeyArn'],
  fails: isEmpty,
  judges: fn => environmentVariables(fn).some(({ name }) => !HARMLESS.has(name)),
  beside: { Runtime: 'python3.13', Environment: { Variables: { TABLE: 'orders' } } },
  example: { flagged: undefined, fixed: 'arn:aws:kms:eu-west-1:111122223333:key/orders' },
});
