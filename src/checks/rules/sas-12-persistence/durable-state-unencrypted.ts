import { FUNCTION_TYPES, functionProperty } from '../../../app-model/functions';
import { PASS, type Rule } from '../../rule';
import { failing, isAbsent, isNumber } from '../../settings';

const MAX_DAYS = 30;
const fn = (properties: object) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', ...properties } });

export const durableStateUnencrypted: Rule = {
  id: 'SAS12-DurableStateUnencrypted',
  title: 'the state of executions is kept long, or with a key that nobody here controls',
  weakness: 'SAS-12',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-311'],
  why: 'What each step was given and gave back stays readable after the execution, personal data included, for everybody who may read executions.',
  fix: 'const durable: Partial<lambda.FunctionProps> = { environmentEncryption: key, durableConfig: { executionTimeout: Duration.hours(1), retentionPeriod: Duration.days(7) } };',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: fn({ DurableConfig: { ExecutionTimeout: 3600, RetentionPeriodInDays: 90 } }) } },
    findings: { Orders: ['SAS12-DurableStateUnencrypted[Key]', 'SAS12-DurableStateUnencrypted[Retention]'] },
    fixed: { Resources: { Orders: fn({ KmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/orders', DurableConfig: { ExecutionTimeout: 3600, RetentionPeriodInDays: 7 } }) } },
  },
  check: resource => functionProperty(resource, 'DurableConfig').some(({ value }) => value.kind === 'map')
    ? [
      ...failing(resource, ['KmsKeyArn'], isAbsent, { detail: 'Key' }),
      ...failing(resource, ['DurableConfig', 'RetentionPeriodInDays'], isNumber(days => days > MAX_DAYS), { detail: 'Retention' }),
    ]
    : PASS,
};
