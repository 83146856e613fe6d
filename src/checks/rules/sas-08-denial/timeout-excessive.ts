import { FUNCTION_TYPES } from '../../../app-model/functions';
import type { Rule } from '../../rule';
import { failing, isNumber } from '../../settings';

const fn = (timeout: number) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', Timeout: timeout } });

export const timeoutExcessive: Rule = {
  id: 'SAS8-TimeoutExcessive',
  title: 'the function may run for longer than most work takes',
  weakness: 'SAS-8',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-400'],
  why: 'An input that keeps the code busy is paid for until the timeout, once for every retry, and holds one of the account\'s places as long.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, timeout: Duration.seconds(60) }); // `maxTimeoutSeconds` says what is too long',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: fn(900) } },
    findings: { Orders: ['SAS8-TimeoutExcessive'] },
    fixed: { Resources: { Orders: fn(60) } },
  },
  check: (resource, _model, { maxTimeoutSeconds }) => failing(resource, ['Timeout'], isNumber(seconds => seconds > maxTimeoutSeconds)),
};
