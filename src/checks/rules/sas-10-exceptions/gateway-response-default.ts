import { pointers } from '../../../app-model/pointers';
import { property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { literalText } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { isAbsent } from '../../settings';

const responses = pointers(['AWS::ApiGateway::GatewayResponse', 'RestApiId']);

const DEFAULTS = ['DEFAULT_4XX', 'DEFAULT_5XX'];

const api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'orders' } };
const response = (type: string) => ({ Type: 'AWS::ApiGateway::GatewayResponse', Properties: { RestApiId: { Ref: 'Orders' }, ResponseType: type, ResponseTemplates: { 'application/json': '{"id": "$context.requestId"}' } } });

export const gatewayResponseDefault: Rule = {
  id: 'SAS10-GatewayResponseDefault',
  title: 'the API refuses and fails in API Gateway\'s own words',
  weakness: 'SAS-10',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-209'],
  why: 'A missing token, a wrong path, a throttle and a broken integration each have an answer of their own: an attacker reads from it which of them it was, and that API Gateway stands there.',
  fix: 'api.addGatewayResponse(\'Refused\', { type: apigateway.ResponseType.DEFAULT_4XX, templates: { \'application/json\': \'{"message": "refused", "id": "$context.requestId"}\' } }); // and DEFAULT_5XX',
  resourceTypes: ['AWS::ApiGateway::RestApi'],
  example: {
    flagged: { Resources: { Orders: api } },
    findings: { Orders: DEFAULTS.map(type => `SAS10-GatewayResponseDefault[${type}]`) },
    fixed: { Resources: { Orders: api, Refused: response('DEFAULT_4XX'), Failed: response('DEFAULT_5XX') } },
  },
  check(resource, model) {
    if (mayDescribeResponses(resource)) return PASS;
    const { to, unresolved } = model.index(responses);
    const decided = [...to(resource), ...unresolved].flatMap(it => property(it, 'ResponseType'));
    return DEFAULTS.filter(type => !decided.some(({ value }) => value.kind === 'unknown' || literalText(value) === type)).map(type => ({ detail: type }));
  },
};

/** An OpenAPI document may hold them; one in a bucket is not seen. */
function mayDescribeResponses(resource: Resource): boolean {
  return !property(resource, 'BodyS3Location').every(isAbsent) || !property(resource, 'Body', 'x-amazon-apigateway-gateway-responses').every(isAbsent);
}
