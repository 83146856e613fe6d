import { at, items, property } from '../../../app-model/property';
import { PASS, type Rule } from '../../rule';

const acl = (statement: object) => ({
  Type: 'AWS::WAFv2::WebACL', Properties: { Scope: 'REGIONAL', DefaultAction: { Allow: {} }, Rules: [{ Name: 'first', Priority: 0, Statement: statement }] },
});

export const wafRateRuleMissing: Rule = {
  id: 'SAS8-WafRateRuleMissing',
  title: 'the firewall lets one client ask as often as it likes',
  weakness: 'SAS-8',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-770'],
  why: 'A flood, or a list of passwords to try, comes from few addresses: the firewall is where they can be refused before anything is invoked.',
  fix: 'const rate = { name: \'rate\', priority: 0, action: { block: {} }, statement: { rateBasedStatement: { limit: 1000, aggregateKeyType: \'IP\' } } };',
  resourceTypes: ['AWS::WAFv2::WebACL'],
  example: {
    flagged: { Resources: { Acl: acl({ GeoMatchStatement: { CountryCodes: ['AQ'] } }) } },
    findings: { Acl: ['SAS8-WafRateRuleMissing'] },
    fixed: { Resources: { Acl: acl({ RateBasedStatement: { Limit: 1000, AggregateKeyType: 'IP' } }) } },
  },
  check(resource) {
    const rules = items(property(resource, 'Rules'));
    const statements = at(rules, 'Statement');
    const unknown = [...rules, ...statements].some(({ value }) => value.kind === 'unknown');
    // A rule group may hold one; what is in it is not told here.
    const limited = ['RateBasedStatement', 'RuleGroupReferenceStatement'].some(name => at(statements, name).some(({ value }) => value.kind !== 'absent'));
    return unknown || limited ? PASS : [{}];
  },
};
