import { property } from '../../../app-model/property';
import { literalText } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { failing, isEmpty, isOneOf } from '../../settings';

const authorizer = (configuration: object) => ({
  Type: 'AWS::ApiGatewayV2::Authorizer', Properties: { ApiId: 'orders', Name: 'users', AuthorizerType: 'JWT', JwtConfiguration: configuration },
});
const route = (properties: object) => ({
  Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: 'orders', RouteKey: 'GET /orders', AuthorizationType: 'JWT', ...properties },
});

export const jwtAuthorizerLoose: Rule = {
  id: 'SAS2-JwtAuthorizerLoose',
  title: 'the API accepts tokens that were not made for it',
  weakness: 'SAS-2',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-287', 'CWE-347'],
  why: 'Without an audience every token of the issuer opens the API, those of other apps included; without scopes every signed-in user may call every route.',
  fix: 'const authorizer = new HttpJwtAuthorizer(\'Users\', \'https://issuer.example.com\', { jwtAudience: [\'orders\'] }); httpApi.addRoutes({ path: \'/orders\', integration: httpIntegration, authorizer, authorizationScopes: [\'orders/read\'] });',
  resourceTypes: ['AWS::ApiGatewayV2::Authorizer', 'AWS::ApiGatewayV2::Route'],
  example: {
    flagged: { Resources: { Users: authorizer({ Issuer: 'http://issuer.example.com' }), List: route({}) } },
    findings: { Users: ['SAS2-JwtAuthorizerLoose[Audience]', 'SAS2-JwtAuthorizerLoose[Issuer]'], List: ['SAS2-JwtAuthorizerLoose[Scopes]'] },
    fixed: { Resources: { Users: authorizer({ Audience: ['orders'], Issuer: 'https://issuer.example.com' }), List: route({ AuthorizationScopes: ['orders/read'] }) } },
  },
  check(resource) {
    const isRoute = resource.type.endsWith('Route');
    if (!property(resource, isRoute ? 'AuthorizationType' : 'AuthorizerType').some(isOneOf('JWT'))) return PASS;
    if (isRoute) return failing(resource, ['AuthorizationScopes'], isEmpty, { detail: 'Scopes', severity: 'warning', note: 'the route asks for no scope' });
    return [
      ...failing(resource, ['JwtConfiguration', 'Audience'], isEmpty, { detail: 'Audience', note: 'no audience' }),
      ...failing(resource, ['JwtConfiguration', 'Issuer'], ({ value }) => /^(?!https:)\w+:/i.test(literalText(value) ?? ''), { detail: 'Issuer', note: 'the issuer\'s keys are fetched without TLS' }),
    ];
  },
};
