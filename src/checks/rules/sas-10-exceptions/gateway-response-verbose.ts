import { entries, property } from '../../../app-model/property';
import { skeleton } from '../../../app-model/value';
import type { Rule } from '../../rule';

const VERBOSE = /\$context\.(?:error\.validationErrorString|authorizer\.|integrationErrorMessage|integration\.error|authorize\.error|error\.message\b(?!String))/;

const response = (template: string) => ({
  Type: 'AWS::ApiGateway::GatewayResponse', Properties: { RestApiId: 'orders', ResponseType: 'BAD_REQUEST_BODY', ResponseTemplates: { 'application/json': template } },
});

/** `$context.error.messageString` is API Gateway's own fixed text. */
export const gatewayResponseVerbose: Rule = {
  id: 'SAS10-GatewayResponseVerbose',
  title: 'the API tells callers in detail why it refused them',
  weakness: 'SAS-10',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-209'],
  why: 'What the model expects, what the authorizer thought and what failed behind the API is a manual for the next attempt.',
  fix: 'api.addGatewayResponse(\'Invalid\', { type: apigateway.ResponseType.BAD_REQUEST_BODY, templates: { \'application/json\': \'{"message": "invalid request", "id": "$context.requestId"}\' } });',
  resourceTypes: ['AWS::ApiGateway::GatewayResponse'],
  example: {
    flagged: { Resources: { Invalid: response('{"message": "$context.error.validationErrorString"}') } },
    findings: { Invalid: ['SAS10-GatewayResponseVerbose'] },
    fixed: { Resources: { Invalid: response('{"message": "invalid request", "id": "$context.requestId"}') } },
  },
  check: resource => entries(property(resource, 'ResponseTemplates')).flatMap(({ possibilities }) => possibilities)
    .filter(({ value }) => VERBOSE.test(skeleton(value) ?? ''))
    .slice(0, 1)
    .map(({ when }) => ({ when, location: 'Properties/ResponseTemplates' })),
};
