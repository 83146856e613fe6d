import { items, property } from '../../../app-model/property';
import { resourcePolicy } from '../../../app-model/resource-policies';
import type { Resource } from '../../../app-model/template';
import { literalText } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { failing, isNoneOf, isOn, isOneOf } from '../../settings';

const api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'orders' } };
const method = (properties: object) => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: { HttpMethod: 'GET', RestApiId: { Ref: 'Api' }, Integration: { Type: 'AWS_PROXY' }, ...properties },
});

export const restMethodNoAuth: Rule = {
  id: 'SAS2-RestMethodNoAuth',
  title: 'the method of the API answers everybody',
  weakness: 'SAS-2',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-306'],
  why: 'Whoever knows the URL invokes the function with an event of their choice. An API key is no credential: every client carries it, and it tells usage apart, not callers.',
  fix: 'api.root.addMethod(\'GET\', integration, { authorizationType: apigateway.AuthorizationType.IAM }); // or an authorizer, as a default of the API',
  resourceTypes: ['AWS::ApiGateway::Method'],
  example: {
    flagged: { Resources: { Api: api, Read: method({ AuthorizationType: 'NONE' }), Update: method({ ApiKeyRequired: true }) } },
    findings: { Read: ['SAS2-RestMethodNoAuth'], Update: ['SAS2-RestMethodNoAuth[ApiKeyOnly]'] },
    fixed: { Resources: { Api: api, Read: method({ AuthorizationType: 'AWS_IAM' }), Update: method({ AuthorizationType: 'AWS_IAM' }) } },
  },
  check(resource) {
    if (isPreflight(resource) || isReachedThroughEndpoint(resource)) return PASS;
    const [keyed] = failing(resource, ['ApiKeyRequired'], isOn);
    const more = keyed === undefined ? {} : { detail: 'ApiKeyOnly', note: 'an API key is all it asks for' };
    return failing(resource, ['AuthorizationType'], isNoneOf('AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS'), more);
  },
};

/** Browsers send no credentials with a preflight; API Gateway answers it itself. */
function isPreflight(resource: Resource): boolean {
  const may = (path: readonly string[], expected: string) => property(resource, ...path)
    .every(({ value }) => value.kind === 'unknown' || literalText(value)?.toUpperCase() === expected);
  return may(['HttpMethod'], 'OPTIONS') && may(['Integration', 'Type'], 'MOCK');
}

/** A private API whose policy names the endpoints it may be reached through. */
function isReachedThroughEndpoint(resource: Resource): boolean {
  const apis = property(resource, 'RestApiId').flatMap(({ value }) => value.kind === 'reference' ? [value.resource] : []);
  return apis.some(it => items(property(it, 'EndpointConfiguration', 'Types')).some(isOneOf('PRIVATE'))
    && resourcePolicy(it).some(({ conditions }) => conditions.some(({ key }) => key === 'aws:sourcevpce' || key === 'aws:sourcevpc')));
}
