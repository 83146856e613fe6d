import { mayBePointedAt, pointers } from '../../../app-model/pointers';
import { PASS, type Rule } from '../../rule';

const logging = pointers(['AWS::WAFv2::LoggingConfiguration', 'ResourceArn']);

const ACL = { Type: 'AWS::WAFv2::WebACL', Properties: { Scope: 'REGIONAL', DefaultAction: { Allow: {} } } };

export const wafLogMissing: Rule = {
  id: 'SAS5-WafLogMissing',
  title: 'the firewall keeps no record of what it refused',
  weakness: 'SAS-5',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-778'],
  why: 'What is tried, and from where, is known to the firewall alone: without its log nobody learns of an attack before one gets through.',
  fix: 'new wafv2.CfnLoggingConfiguration(this, \'Log\', { resourceArn: acl.attrArn, logDestinationConfigs: [logGroup.logGroupArn] });',
  resourceTypes: ['AWS::WAFv2::WebACL'],
  example: {
    flagged: { Resources: { Acl: ACL } },
    findings: { Acl: ['SAS5-WafLogMissing'] },
    fixed: { Resources: { Acl: ACL, Log: { Type: 'AWS::WAFv2::LoggingConfiguration', Properties: { ResourceArn: { 'Fn::GetAtt': ['Acl', 'Arn'] } } } } },
  },
  check: (resource, model) => mayBePointedAt(resource, model.index(logging)) ? PASS : [{}],
};
