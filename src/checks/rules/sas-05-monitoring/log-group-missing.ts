import { FUNCTION_TYPES } from '../../../app-model/functions';
import { mayBePointedAt, pointers } from '../../../app-model/pointers';
import { PASS, type Rule } from '../../rule';
import { failing, isAbsent } from '../../settings';

const groups = pointers(['AWS::Logs::LogGroup', 'LogGroupName'], ['Custom::LogRetention', 'LogGroupName']);

const FN = { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler' } };

export const logGroupMissing: Rule = {
  id: 'SAS5-LogGroupMissing',
  title: 'the function\'s log group is made by Lambda, and nobody decides what becomes of it',
  weakness: 'SAS-5',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-778'],
  why: 'A log group that no template holds has no retention, no key and no protection; and a role that may create groups may create them anywhere.',
  fix: 'ServerlessGuard.protect(this); // or logGroup of the function',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: FN } },
    findings: { Orders: ['SAS5-LogGroupMissing'] },
    fixed: { Resources: { Orders: FN, Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: { 'Fn::Sub': '/aws/lambda/${Orders}' }, RetentionInDays: 365 } } } },
  },
  check(fn, model) {
    if (mayBePointedAt(fn, model.index(groups))) return PASS;
    return failing(fn, ['LoggingConfig', 'LogGroup'], isAbsent);
  },
};
