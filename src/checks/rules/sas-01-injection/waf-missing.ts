import { mayBePointedAt, pointers } from '../../../app-model/pointers';
import { property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { literalText } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { failing, isEmpty } from '../../settings';

const associations = pointers(
  ['AWS::WAFv2::WebACLAssociation', 'ResourceArn'],
  ['AWS::WAFRegional::WebACLAssociation', 'ResourceArn'],
);

const stage = { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: 'orders', StageName: 'prod' } };
const STAGE_ARN = { 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/orders/stages/${Stage}' };

/** An HTTP API or a function URL cannot have a firewall of its own. */
export const wafMissing: Rule = {
  id: 'SAS1-WafMissing',
  title: 'no web application firewall stands before the entrance',
  weakness: 'SAS-1',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-693'],
  why: 'Known attacks, scanners and floods reach the function and are paid for; a firewall is the one layer that refuses them before anything is invoked.',
  fix: 'new wafv2.CfnWebACLAssociation(this, \'Firewall\', { webAclArn: acl.attrArn, resourceArn: stage.stageArn });',
  resourceTypes: [
    'AWS::ApiGateway::Stage', 'AWS::AppSync::GraphQLApi', 'AWS::Cognito::UserPool', 'AWS::CloudFront::Distribution',
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
  ],
  example: {
    flagged: { Resources: { Stage: stage } },
    findings: { Stage: ['SAS1-WafMissing'] },
    fixed: {
      Resources: {
        Stage: stage,
        Firewall: { Type: 'AWS::WAFv2::WebACLAssociation', Properties: { ResourceArn: STAGE_ARN, WebACLArn: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/orders/1' } },
      },
    },
  },
  check(resource, model) {
    if (resource.type === 'AWS::CloudFront::Distribution') return failing(resource, ['DistributionConfig', 'WebACLId'], isEmpty);
    if (isInternal(resource)) return PASS;
    const index = model.index(associations);
    return mayBePointedAt(resource, index) || apisOf(resource).some(api => index.to(api).length > 0) ? PASS : [{}];
  },
};

/** An association may name the stage by a literal beside its API. */
function apisOf(resource: Resource): readonly Resource[] {
  return property(resource, 'RestApiId').flatMap(({ value }) => value.kind === 'reference' ? [value.resource] : []);
}

/** Network and gateway balancers take none, and what is inside a network is reached by nobody from outside. */
function isInternal(resource: Resource): boolean {
  if (resource.type !== 'AWS::ElasticLoadBalancingV2::LoadBalancer') return false;
  return property(resource, 'Scheme').some(({ value }) => value.kind !== 'absent' && literalText(value) !== 'internet-facing')
    || property(resource, 'Type').some(({ value }) => value.kind !== 'absent' && literalText(value) !== 'application');
}
