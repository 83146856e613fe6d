import { property } from '../../../app-model/property';
import type { Rule } from '../../rule';

export const logRetentionMissing: Rule = {
  id: 'SAS5-LogRetentionMissing',
  title: 'the log group has no retention: nobody decided how long the evidence is kept',
  weakness: 'SAS-5',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-779'],
  why: 'Without a retention logs are kept, and paid for, forever: personal data outlives its purpose, and sooner or later somebody deletes the group with the evidence in it.',
  fix: 'new logs.LogGroup(this, \'Logs\', { retention: logs.RetentionDays.ONE_YEAR });',
  resourceTypes: ['AWS::Logs::LogGroup'],
  example: {
    flagged: { Resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'orders' } } } },
    findings: { Logs: ['SAS5-LogRetentionMissing'] },
    fixed: { Resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'orders', RetentionInDays: 365 } } } },
  },
  check: resource => property(resource, 'RetentionInDays')
    .filter(({ value }) => value.kind === 'absent')
    .map(({ when }) => ({ when })),
};
