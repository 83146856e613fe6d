import { mayBePointedAt, pointers } from '../../../app-model/pointers';
import { PASS, type Rule } from '../../rule';

const flowLogs = pointers(['AWS::EC2::FlowLog', 'ResourceId']);
const subnets = pointers(['AWS::EC2::Subnet', 'VpcId']);

const VPC = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } };

/** Flow logs of subnets count: which of them are watched is the team's choice. */
export const vpcFlowLogMissing: Rule = {
  id: 'SAS5-VpcFlowLogMissing',
  title: 'nobody records what talks to what in the network',
  weakness: 'SAS-5',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-778'],
  why: 'A function that was taken over looks around and sends data out: without a flow log there is no record of where to, and how much.',
  fix: 'vpc.addFlowLog(\'Flows\', { destination: ec2.FlowLogDestination.toCloudWatchLogs(logGroup) });',
  resourceTypes: ['AWS::EC2::VPC'],
  example: {
    flagged: { Resources: { Network: VPC } },
    findings: { Network: ['SAS5-VpcFlowLogMissing'] },
    fixed: { Resources: { Network: VPC, Flows: { Type: 'AWS::EC2::FlowLog', Properties: { ResourceId: { Ref: 'Network' }, ResourceType: 'VPC', TrafficType: 'ALL' } } } },
  },
  check(vpc, model) {
    const logs = model.index(flowLogs);
    const watched = mayBePointedAt(vpc, logs) || model.index(subnets).to(vpc).some(subnet => logs.to(subnet).length > 0);
    return watched ? PASS : [{}];
  },
};
