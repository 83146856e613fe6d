import { pointers, valuesAt } from '../../../app-model/pointers';
import { property } from '../../../app-model/property';
import { PASS, type Rule } from '../../rule';
import { failing, isNoneOf, isOneOf } from '../../settings';

const listeners = pointers(['AWS::VpcLattice::Listener', 'ServiceIdentifier'], ['AWS::VpcLattice::Rule', 'ServiceIdentifier']);
const GROUP_PATHS = [['DefaultAction'], ['Action']].map(path => [...path, 'Forward', 'TargetGroups', 'TargetGroupIdentifier']);

const service = (authType: string) => ({
  Service: { Type: 'AWS::VpcLattice::Service', Properties: { AuthType: authType } },
  Functions: { Type: 'AWS::VpcLattice::TargetGroup', Properties: { Type: 'LAMBDA' } },
  Listener: {
    Type: 'AWS::VpcLattice::Listener',
    Properties: { ServiceIdentifier: { Ref: 'Service' }, DefaultAction: { Forward: { TargetGroups: [{ TargetGroupIdentifier: { Ref: 'Functions' } }] } } },
  },
});

export const latticeNoAuth: Rule = {
  id: 'SAS2-LatticeNoAuth',
  title: 'the service lets everything in the network invoke the function',
  weakness: 'SAS-2',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-306'],
  why: 'Being in the network is all it takes: one machine or function that was taken over there reaches the code, with no policy in between.',
  fix: 'new vpclattice.CfnService(this, \'Orders\', { authType: \'AWS_IAM\' });',
  resourceTypes: ['AWS::VpcLattice::Service'],
  example: {
    flagged: { Resources: service('NONE') },
    findings: { Service: ['SAS2-LatticeNoAuth'] },
    fixed: { Resources: service('AWS_IAM') },
  },
  check(resource, model) {
    const groups = model.index(listeners).to(resource).flatMap(listener => GROUP_PATHS.flatMap(path => valuesAt(property(listener), path)));
    const invokes = groups.some(({ value }) => value.kind === 'reference' && property(value.resource, 'Type').some(isOneOf('LAMBDA')));
    return invokes ? failing(resource, ['AuthType'], isNoneOf('AWS_IAM')) : PASS;
  },
};
