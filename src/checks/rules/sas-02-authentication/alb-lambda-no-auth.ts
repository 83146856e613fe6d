import { valuesAt } from '../../../app-model/pointers';
import { items, property } from '../../../app-model/property';
import { PASS, type Rule } from '../../rule';
import { isOneOf } from '../../settings';

const AUTHENTICATING = isOneOf('authenticate-oidc', 'authenticate-cognito', 'jwt-validation');

const group = { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { TargetType: 'lambda' } };
const forward = { Type: 'forward', TargetGroupArn: { Ref: 'Functions' } };
const listener = (...actions: object[]) => ({ Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties: { Protocol: 'HTTPS', DefaultActions: actions } });

export const albLambdaNoAuth: Rule = {
  id: 'SAS2-AlbLambdaNoAuth',
  title: 'the load balancer hands everybody\'s requests to the function',
  weakness: 'SAS-2',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-306'],
  why: 'A balancer knows no IAM: without an authenticating action before it, whoever reaches the listener invokes the function.',
  fix: 'elbv2.ListenerAction.authenticateOidc({ issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, clientId, clientSecret, next: elbv2.ListenerAction.fixedResponse(200) }); // next: the group of functions',
  resourceTypes: ['AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::ListenerRule'],
  example: {
    flagged: { Resources: { Functions: group, Https: listener(forward) } },
    findings: { Https: ['SAS2-AlbLambdaNoAuth'] },
    fixed: { Resources: { Functions: group, Https: listener({ Type: 'authenticate-cognito', Order: 1 }, forward) } },
  },
  check(resource) {
    const name = resource.type.endsWith('Rule') ? 'Actions' : 'DefaultActions';
    const actions = items(property(resource, name));
    const types = valuesAt(actions, ['Type']);
    if (types.some(AUTHENTICATING) || types.some(({ value }) => value.kind === 'unknown') || actions.some(({ value }) => value.kind === 'unknown')) return PASS;
    const groups = [...valuesAt(actions, ['TargetGroupArn']), ...valuesAt(actions, ['ForwardConfig', 'TargetGroups', 'TargetGroupArn'])];
    return groups.some(({ value }) => value.kind === 'reference' && property(value.resource, 'TargetType').some(isOneOf('lambda')))
      ? [{ location: `Properties/${name}` }]
      : PASS;
  },
};
