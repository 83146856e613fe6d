import { property } from '../../../app-model/property';
import { PASS, type Rule } from '../../rule';
import { failing, isNotOn, isOneOf } from '../../settings';

const api = (log: object) => ({ Type: 'AWS::AppSync::GraphQLApi', Properties: { Name: 'orders', AuthenticationType: 'AWS_IAM', LogConfig: log } });

export const appSyncVerbose: Rule = {
  id: 'SAS10-AppSyncVerbose',
  title: 'the API logs arguments and answers of every field',
  weakness: 'SAS-10',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-532'],
  why: 'Headers, tokens and personal data of every caller stand in the logs, for everybody who may read those.',
  fix: 'const logConfig: appsync.LogConfig = { fieldLogLevel: appsync.FieldLogLevel.ERROR, excludeVerboseContent: true };',
  resourceTypes: ['AWS::AppSync::GraphQLApi'],
  example: {
    flagged: { Resources: { Orders: api({ FieldLogLevel: 'ALL' }) } },
    findings: { Orders: ['SAS10-AppSyncVerbose'] },
    fixed: { Resources: { Orders: api({ FieldLogLevel: 'ALL', ExcludeVerboseContent: true }) } },
  },
  check: resource => property(resource, 'LogConfig', 'FieldLogLevel').some(isOneOf('ALL', 'DEBUG', 'INFO'))
    ? failing(resource, ['LogConfig', 'ExcludeVerboseContent'], isNotOn)
    : PASS,
};
