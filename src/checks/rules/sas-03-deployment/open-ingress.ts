import { functionSecurityGroups } from '../../../app-model/function-resources';
import { pointers } from '../../../app-model/pointers';
import { at, items, property } from '../../../app-model/property';
import { PASS, type Rule } from '../../rule';
import { isOneOf } from '../../settings';

const EVERYWHERE = isOneOf('0.0.0.0/0', '::/0');
const rulesOf = pointers(['AWS::EC2::SecurityGroupIngress', 'GroupId']);

/** What functions keep their data in, by the property that names its security groups. */
const dataGroups = pointers(
  ['AWS::RDS::DBCluster', 'VpcSecurityGroupIds'], ['AWS::RDS::DBInstance', 'VPCSecurityGroups'], ['AWS::RDS::DBProxy', 'VpcSecurityGroupIds'],
  ['AWS::ElastiCache::ReplicationGroup', 'SecurityGroupIds'], ['AWS::ElastiCache::CacheCluster', 'VpcSecurityGroupIds'],
  ['AWS::ElastiCache::ServerlessCache', 'SecurityGroupIds'], ['AWS::EFS::MountTarget', 'SecurityGroups'],
  ['AWS::DocDB::DBCluster', 'VpcSecurityGroupIds'], ['AWS::Neptune::DBCluster', 'VpcSecurityGroupIds'],
  ['AWS::OpenSearchService::Domain', 'VPCOptions', 'SecurityGroupIds'], ['AWS::MSK::Cluster', 'BrokerNodeGroupInfo', 'SecurityGroups'],
);

const inGroup = (cidr: string) => ({
  Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'orders', SecurityGroupIngress: [{ CidrIp: cidr, IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }] } },
  Orders: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', VpcConfig: { SecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }] } } },
});

export const openIngress: Rule = {
  id: 'SAS3-OpenIngress',
  title: 'the security group lets the whole internet in',
  weakness: 'SAS-3',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-284'],
  why: 'Nothing connects to a function; what it shares the group with, and the database it uses, are open to whoever scans for them.',
  fix: 'database.connections.allowFrom(functions, ec2.Port.tcp(5432));',
  resourceTypes: ['AWS::EC2::SecurityGroup'],
  example: {
    flagged: { Resources: inGroup('0.0.0.0/0') },
    findings: { Group: ['SAS3-OpenIngress'] },
    fixed: { Resources: inGroup('10.0.0.0/16') },
  },
  check(group, model) {
    if (!model.index(functionSecurityGroups).has(group) && model.index(dataGroups).to(group).length === 0) return PASS;
    const rules = [...items(property(group, 'SecurityGroupIngress')), ...model.index(rulesOf).to(group).flatMap(rule => property(rule))];
    return rules.filter(rule => ['CidrIp', 'CidrIpv6'].some(name => at([rule], name).some(EVERYWHERE)))
      .slice(0, 1)
      .map(({ when }) => ({ when, location: 'Properties/SecurityGroupIngress' }));
  },
};
