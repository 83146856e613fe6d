import { resourcePolicy } from '../../../app-model/resource-policies';
import { publicStatements } from '../../iam/access';
import type { Rule } from '../../rule';

const policy = (principal: object | string) => ({
  Type: 'AWS::Logs::ResourcePolicy',
  Properties: { PolicyName: 'orders', PolicyDocument: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: principal, Action: 'logs:PutLogEvents', Resource: '*' }] }) },
});

export const logPolicyPublic: Rule = {
  id: 'SAS5-LogPolicyPublic',
  title: 'everybody may write to, or read, the logs',
  weakness: 'SAS-5',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-732'],
  why: 'An attacker writes lines that never happened between those that did, or reads what went wrong with whose data.',
  fix: 'logGroup.grantWrite(new iam.ServicePrincipal(\'events.amazonaws.com\'));',
  resourceTypes: ['AWS::Logs::ResourcePolicy', 'AWS::Logs::LogGroup'],
  example: {
    flagged: { Resources: { Policy: policy('*') } },
    findings: { Policy: ['SAS5-LogPolicyPublic'] },
    fixed: { Resources: { Policy: policy({ Service: 'events.amazonaws.com' }) } },
  },
  check: resource => publicStatements(resourcePolicy(resource)).slice(0, 1).map(({ when }) => ({ when })),
};
