import { functionSecurityGroups } from '../../../app-model/function-resources';
import { pointers } from '../../../app-model/pointers';
import { at, items, property } from '../../../app-model/property';
import { literalText, type Possibility } from '../../../app-model/value';
import { type Finding, PASS, type Rule } from '../../rule';
import { isEmpty, isOneOf } from '../../settings';

const EVERYWHERE = isOneOf('0.0.0.0/0', '::/0');
const rulesOf = pointers(['AWS::EC2::SecurityGroupEgress', 'GroupId']);

const inGroup = (egress: readonly object[]) => ({
  Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'orders', SecurityGroupEgress: egress } },
  Orders: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', VpcConfig: { SecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }] } } },
});
const toWorld = (rule: object) => ({ CidrIp: '0.0.0.0/0', ...rule });

/** A function that may only speak HTTPS to the world is told as `info`: many have no other way to the APIs they use. */
export const openEgress: Rule = {
  id: 'SAS3-OpenEgress',
  title: 'the function may connect to anything on the internet',
  weakness: 'SAS-3',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-284', 'CWE-918'],
  why: 'An injection or a bad dependency sends what it finds anywhere, and fetches the next stage from anywhere: the network is the layer that does not depend on the code.',
  fix: 'new ec2.SecurityGroup(this, \'Group\', { vpc, allowAllOutbound: false }); // then endpoints and the hosts that are needed',
  resourceTypes: ['AWS::EC2::SecurityGroup'],
  example: {
    flagged: { Resources: inGroup([toWorld({ IpProtocol: '-1' })]) },
    findings: { Group: ['SAS3-OpenEgress'] },
    fixed: { Resources: inGroup([{ CidrIp: '10.0.0.0/16', IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }]) },
  },
  check(group, model) {
    if (!model.index(functionSecurityGroups).has(group)) return PASS;
    const { to, unresolved } = model.index(rulesOf);
    const separate = to(group).flatMap(rule => property(rule));
    const [none] = property(group, 'SecurityGroupEgress').filter(isEmpty);
    if (none !== undefined && separate.length === 0 && unresolved.length === 0) return [{ note: 'without a list of its own a group allows everything', when: none.when }];
    return [...items(property(group, 'SecurityGroupEgress')), ...separate].flatMap(judgeRule);
  },
};

function judgeRule(rule: Possibility): readonly Finding[] {
  if (!['CidrIp', 'CidrIpv6'].some(name => at([rule], name).some(EVERYWHERE))) return PASS;
  const port = (name: string) => at([rule], name).map(({ value }) => literalText(value))[0];
  const everyProtocol = at([rule], 'IpProtocol').some(isOneOf('-1'));
  if (!everyProtocol && port('FromPort') === '443' && port('ToPort') === '443') return [{ detail: 'Https', severity: 'info', note: 'HTTPS to any host', when: rule.when }];
  const from = Number(port('FromPort') ?? NaN);
  const to = Number(port('ToPort') ?? NaN);
  return everyProtocol || to - from >= 1000 ? [{ when: rule.when, location: 'Properties/SecurityGroupEgress' }] : PASS;
}
