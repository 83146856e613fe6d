import { valuesAt } from '../../../app-model/pointers';
import { property } from '../../../app-model/property';
import { literalText } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { failing } from '../../settings';

const rule = (sql: string) => ({
  Type: 'AWS::IoT::TopicRule',
  Properties: { TopicRulePayload: { Sql: sql, Actions: [{ Lambda: { FunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:orders' } }] } },
});

export const iotRuleUnbounded: Rule = {
  id: 'SAS1-IotRuleUnbounded',
  title: 'the rule hands every message of every device to the function',
  weakness: 'SAS-1',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-20'],
  why: 'One device that was taken over publishes to any topic and in any shape, and all of it reaches the code.',
  fix: 'const sql = \'SELECT temperature FROM \\\'sensors/+/readings\\\' WHERE temperature < 100\';',
  resourceTypes: ['AWS::IoT::TopicRule'],
  example: {
    flagged: { Resources: { Readings: rule('SELECT * FROM \'#\'') } },
    findings: { Readings: ['SAS1-IotRuleUnbounded'] },
    fixed: { Resources: { Readings: rule('SELECT temperature FROM \'sensors/+/readings\'') } },
  },
  check(resource) {
    const calls = valuesAt(property(resource), ['TopicRulePayload', 'Actions', 'Lambda']).some(({ value }) => value.kind === 'map');
    if (!calls) return PASS;
    return failing(resource, ['TopicRulePayload', 'Sql'], ({ value }) => /^\s*select\s+\*\s+from\s+['"](?:\+\/){0,7}#['"]\s*;?\s*$/i.test(literalText(value) ?? ''));
  },
};
