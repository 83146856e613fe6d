import { property } from '../../../app-model/property';
import { literalText } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { failing, isEmpty, isOneOf } from '../../settings';

/** A REST API keeps an answer for five minutes unless told otherwise, an HTTP API not at all. */
const DEFAULT_TTL: Readonly<Record<string, number>> = { 'AWS::ApiGateway::Authorizer': 300, 'AWS::ApiGatewayV2::Authorizer': 0 };
const MAX_TTL = 900;

const authorizer = (properties: object) => ({
  Type: 'AWS::ApiGateway::Authorizer', Properties: { RestApiId: 'orders', Name: 'users', Type: 'REQUEST', ...properties },
});

export const authorizerCacheUnsafe: Rule = {
  id: 'SAS2-AuthorizerCacheUnsafe',
  title: 'the authorizer\'s answer is kept for callers and for times it was not given for',
  weakness: 'SAS-2',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-524', 'CWE-863'],
  why: 'Without an identity in the key one caller gets the answer that was given to another; with a long time a revoked caller stays in.',
  fix: 'const authorizer: apigateway.RequestAuthorizerProps = { handler: fn, identitySources: [apigateway.IdentitySource.header(\'Authorization\')], resultsCacheTtl: Duration.minutes(5) };',
  resourceTypes: Object.keys(DEFAULT_TTL),
  example: {
    flagged: { Resources: { Users: authorizer({}), Slow: authorizer({ IdentitySource: 'method.request.header.Authorization', AuthorizerResultTtlInSeconds: 3600 }) } },
    findings: { Users: ['SAS2-AuthorizerCacheUnsafe[IdentitySource]'], Slow: ['SAS2-AuthorizerCacheUnsafe[Ttl]'] },
    fixed: { Resources: { Users: authorizer({ IdentitySource: 'method.request.header.Authorization' }), Slow: authorizer({ IdentitySource: 'method.request.header.Authorization', AuthorizerResultTtlInSeconds: 300 }) } },
  },
  check(resource) {
    const isRequest = ['Type', 'AuthorizerType'].some(name => property(resource, name).some(isOneOf('REQUEST')));
    return property(resource, 'AuthorizerResultTtlInSeconds').flatMap(({ value, when }) => {
      const seconds = value.kind === 'absent' ? DEFAULT_TTL[resource.type] ?? 0 : Number(literalText(value) ?? NaN);
      if (seconds > MAX_TTL) return [{ detail: 'Ttl', note: `it is kept for ${seconds} seconds`, when, location: 'Properties/AuthorizerResultTtlInSeconds' }];
      return seconds > 0 && isRequest ? failing(resource, ['IdentitySource'], isEmpty, { detail: 'IdentitySource' }) : [];
    });
  },
};
