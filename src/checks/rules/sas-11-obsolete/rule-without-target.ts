import type { Rule } from '../../rule';
import { settingRule } from '../../setting-rule';
import { isEmpty } from '../../settings';

export const ruleWithoutTarget: Rule = settingRule({
  id: 'SAS11-RuleWithoutTarget',
  title: 'the rule matches events and does nothing with them',
  severity: 'warning',
  cwe: ['CWE-1164'],
  why: 'Something was meant to happen here, an alarm perhaps, and does not: what once listened is gone.',
  fix: 'rule.addTarget(new targets.LambdaFunction(fn)); // or delete it',
  type: 'AWS::Events::Rule',
  path: ['Targets'],
  fails: isEmpty,
  beside: { ScheduleExpression: 'rate(1 hour)' },
  example: { flagged: [], fixed: [{ Id: 'orders', Arn: 'arn:aws:lambda:eu-west-1:111122223333:function:orders' }] },
});
