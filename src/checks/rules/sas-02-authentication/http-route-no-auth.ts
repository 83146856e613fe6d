import { property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { literalText } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { failing, isNoneOf, isOneOf } from '../../settings';

const api = (protocol: string) => ({ Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'orders', ProtocolType: protocol } });
const route = (key: string, apiId: string, authorization: string) => ({
  Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: { Ref: apiId }, RouteKey: key, AuthorizationType: authorization },
});

/**
 * A WebSocket is authenticated when it connects: its other routes are asked by callers already known. A preflight
 * carries no credentials, so that an `OPTIONS` route with an authorizer breaks CORS.
 */
export const httpRouteNoAuth: Rule = {
  id: 'SAS2-HttpRouteNoAuth',
  title: 'the route of the API answers everybody',
  weakness: 'SAS-2',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-306'],
  why: 'Whoever knows the URL invokes the function with an event of their choice.',
  fix: 'httpApi.addRoutes({ path: \'/orders\', integration: httpIntegration, authorizer: new HttpIamAuthorizer() }); // or `defaultAuthorizer` of the API',
  resourceTypes: ['AWS::ApiGatewayV2::Route'],
  example: {
    flagged: { Resources: { Http: api('HTTP'), Socket: api('WEBSOCKET'), List: route('GET /orders', 'Http', 'NONE'), Connect: route('$connect', 'Socket', 'NONE') } },
    findings: { List: ['SAS2-HttpRouteNoAuth'], Connect: ['SAS2-HttpRouteNoAuth'] },
    fixed: { Resources: { Http: api('HTTP'), Socket: api('WEBSOCKET'), List: route('GET /orders', 'Http', 'JWT'), Connect: route('$connect', 'Socket', 'AWS_IAM'), Send: route('send', 'Socket', 'NONE') } },
  },
  check: resource => property(resource, 'RouteKey').some(({ value }) => isEntrance(literalText(value), resource))
    ? failing(resource, ['AuthorizationType'], isNoneOf('AWS_IAM', 'CUSTOM', 'JWT'))
    : PASS,
};

function isEntrance(routeKey: string | undefined, resource: Resource): boolean {
  if (routeKey === '$connect') return true;
  if (routeKey === undefined || /^OPTIONS\b/i.test(routeKey)) return false;
  const isHttp = property(resource, 'ApiId').some(({ value }) => value.kind === 'reference'
    && property(value.resource, 'ProtocolType').some(isOneOf('HTTP')));
  // A key of method and path is an HTTP API's, whatever is known of the API.
  return isHttp || /^[A-Z]+ \//.test(routeKey);
}
