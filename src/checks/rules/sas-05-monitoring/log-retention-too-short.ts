import type { Rule } from '../../rule';
import { failing, isNumber } from '../../settings';

const group = (days: number) => ({ Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: days } });

export const logRetentionTooShort: Rule = {
  id: 'SAS5-LogRetentionTooShort',
  title: 'the log group forgets before anybody looks',
  weakness: 'SAS-5',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-778'],
  why: 'Break-ins are noticed after weeks or months: what happened in the first hours is gone by then.',
  fix: 'new logs.LogGroup(this, \'Logs\', { retention: logs.RetentionDays.ONE_YEAR }); // `minLogRetentionDays` says what is enough',
  resourceTypes: ['AWS::Logs::LogGroup'],
  example: {
    flagged: { Resources: { Logs: group(7) } },
    findings: { Logs: ['SAS5-LogRetentionTooShort'] },
    fixed: { Resources: { Logs: group(365) } },
  },
  check: (resource, _model, { minLogRetentionDays }) => failing(resource, ['RetentionInDays'], isNumber(days => days < minLogRetentionDays)),
};
