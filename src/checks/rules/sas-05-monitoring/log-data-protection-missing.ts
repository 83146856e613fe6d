import type { AppModel } from '../../../app-model/app-model';
import { property } from '../../../app-model/property';
import { literalText } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { failing, type Fails, isAbsent, isOneOf } from '../../settings';

const group = (properties: object) => ({ Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 365, ...properties } });

/** A policy of the account masks in every group; a group of infrequent access cannot mask at all. */
export const logDataProtectionMissing: Rule = {
  id: 'SAS5-LogDataProtectionMissing',
  title: 'the log group masks nothing',
  weakness: 'SAS-5',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-532'],
  why: 'Card numbers, keys and tokens that end in a log line are read by everybody who may read logs, and stay as long as the logs do.',
  fix: 'ServerlessGuard.protect(this, { dataProtectionPolicy: new logs.DataProtectionPolicy({ identifiers: [logs.DataIdentifier.CREDITCARDNUMBER, logs.DataIdentifier.AWSSECRETKEY] }) });',
  resourceTypes: ['AWS::Logs::LogGroup'],
  example: {
    flagged: { Resources: { Logs: group({}) } },
    findings: { Logs: ['SAS5-LogDataProtectionMissing'] },
    fixed: { Resources: { Logs: group({ DataProtectionPolicy: { Name: 'orders', Version: '2021-06-01', Statement: [] } }) } },
  },
  check(resource, model) {
    if (model.index(hasAccountPolicy) || !property(resource, 'LogGroupClass').every(isOrdinary)) return PASS;
    return failing(resource, ['DataProtectionPolicy'], isAbsent);
  },
};

const isOrdinary: Fails = possibility => isAbsent(possibility) || isOneOf('STANDARD')(possibility);

const hasAccountPolicy = (model: AppModel) => model.resourcesOf('AWS::Logs::AccountPolicy')
  .some(policy => property(policy, 'PolicyType').some(({ value }) => (literalText(value) ?? 'DATA_PROTECTION_POLICY') === 'DATA_PROTECTION_POLICY'));
