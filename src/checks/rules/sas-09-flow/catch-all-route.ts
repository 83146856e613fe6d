import { integrationsOf, isCatchAll, ROUTE_TYPES } from '../../../app-model/api-routes';
import { property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { PASS, type Rule } from '../../rule';
import { isOneOf } from '../../settings';

const app = (key: string) => ({
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'orders', ProtocolType: 'HTTP' } },
  Function: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { ApiId: { Ref: 'Api' }, IntegrationType: 'AWS_PROXY', IntegrationUri: 'arn:aws:lambda:eu-west-1:111122223333:function:orders' } },
  Route: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: { Ref: 'Api' }, RouteKey: key, AuthorizationType: 'JWT', Target: { 'Fn::Sub': 'integrations/${Function}' } } },
});

export const catchAllRoute: Rule = {
  id: 'SAS9-CatchAllRoute',
  title: 'the API hands every path and method to the function',
  weakness: 'SAS-9',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-749'],
  why: 'Which routes exist, and who may use which, is decided by code alone: a forgotten or a debugging route is open, and limits and authorizers hold for all of them at once.',
  fix: 'httpApi.addRoutes({ path: \'/orders/{id}\', methods: [apigatewayv2.HttpMethod.GET], integration: httpIntegration, authorizer: new HttpIamAuthorizer() });',
  resourceTypes: ROUTE_TYPES,
  example: {
    flagged: { Resources: app('ANY /{proxy+}') },
    findings: { Route: ['SAS9-CatchAllRoute'] },
    fixed: { Resources: app('GET /orders/{id}') },
  },
  check: route => isCatchAll(route) && startsFunction(route) ? [{}] : PASS,
};

/** A proxy integration of a REST method is always a function's; one of an HTTP API may be a service's. */
function startsFunction(route: Resource): boolean {
  if (route.type === ROUTE_TYPES[0]) return property(route, 'Integration', 'Type').some(isOneOf('AWS_PROXY'));
  return integrationsOf(route).some(it => property(it, 'IntegrationType').some(isOneOf('AWS_PROXY')) && property(it, 'IntegrationSubtype').every(({ value }) => value.kind === 'absent'));
}
