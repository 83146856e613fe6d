import { at, items, property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { PASS, type Rule } from '../../rule';
import { failing, isAbsent, isNotOn, isOneOf } from '../../settings';

const PROXY = 'AWS::RDS::DBProxy';

/** The engines that know IAM; a cluster of the old serverless kind does not. */
const ENGINES = isOneOf('mysql', 'mariadb', 'postgres', 'aurora-mysql', 'aurora-postgresql');

const proxy = (mode: string) => ({ Type: PROXY, Properties: { DBProxyName: 'orders', EngineFamily: 'POSTGRESQL', RequireTLS: true, Auth: [{ AuthScheme: 'SECRETS', IAMAuth: mode }] } });

/** An instance of a cluster has the cluster's setting. */
export const dbIamAuthMissing: Rule = {
  id: 'SAS7-DbIamAuthMissing',
  title: 'the database takes a password from whoever has it',
  weakness: 'SAS-7',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-287'],
  why: 'A password that leaks from one function opens the database from anywhere and for as long as nobody changes it; a token of IAM is the function\'s own, and ends after minutes.',
  fix: 'const options: Partial<rds.DatabaseProxyOptions> = { iamAuth: true };',
  resourceTypes: [PROXY, 'AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  example: {
    flagged: { Resources: { Proxy: proxy('DISABLED') } },
    findings: { Proxy: ['SAS7-DbIamAuthMissing'] },
    fixed: { Resources: { Proxy: proxy('REQUIRED') } },
  },
  check(resource) {
    if (resource.type !== PROXY) return knowsIam(resource) ? failing(resource, ['EnableIAMDatabaseAuthentication'], isNotOn) : PASS;
    return at(items(property(resource, 'Auth')), 'IAMAuth').filter(mode => isAbsent(mode) || isOneOf('DISABLED')(mode))
      .map(({ when }) => ({ when, location: 'Properties/Auth' }));
  },
};

function knowsIam(database: Resource): boolean {
  return property(database, 'Engine').every(ENGINES)
    && (database.type === 'AWS::RDS::DBCluster' || property(database, 'DBClusterIdentifier').every(isAbsent))
    && property(database, 'EngineMode').every(mode => isAbsent(mode) || isOneOf('provisioned')(mode));
}
