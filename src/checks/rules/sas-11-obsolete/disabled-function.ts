import type { AppModel } from '../../../app-model/app-model';
import { FUNCTION_TYPES } from '../../../app-model/functions';
import { triggers } from '../../../app-model/triggers';
import { PASS, type Rule } from '../../rule';
import { failing, isOneOf } from '../../settings';

const app = (concurrency: number) => ({
  Orders: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', ReservedConcurrentExecutions: concurrency } },
  Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { Ref: 'Orders' }, AuthType: 'AWS_IAM' } },
});

const triggered = (model: AppModel) => new Set(model.index(triggers).flatMap(({ function: fn }) => fn?.key ?? []));

export const disabledFunction: Rule = {
  id: 'SAS11-DisabledFunction',
  title: 'the function is switched off, and what starts it is still there',
  weakness: 'SAS-11',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-1164'],
  why: 'One call switches code on again that nobody has patched since; until then its events pile up, or are lost.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, reservedConcurrentExecutions: 50 }); // or delete it with what starts it',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: app(0) },
    findings: { Orders: ['SAS11-DisabledFunction'] },
    fixed: { Resources: app(50) },
  },
  check: (fn, model) => model.index(triggered).has(fn.key) ? failing(fn, ['ReservedConcurrentExecutions'], isOneOf('0')) : PASS,
};
