import { at, entries, items, property } from '../../../app-model/property';
import { literalText, skeleton } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { isEmpty, isOneOf } from '../../settings';

const LEAKING = /\$input\.(?:path|json)\(\s*['"]\$\.(?:errorMessage|stackTrace|trace|errorType)|\$errorMessageObj|\.stackTrace\b/;

const method = (response: object) => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: { HttpMethod: 'POST', Integration: { Type: 'AWS', Uri: 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/orders/invocations', IntegrationResponses: [response] } },
});

export const integrationErrorLeak: Rule = {
  id: 'SAS10-IntegrationErrorLeak',
  title: 'the API hands the function\'s error to the caller',
  weakness: 'SAS-10',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-209'],
  why: 'Messages and stack traces name files, packages, queries and hosts: what an attacker needs to make the next attempt a better one.',
  fix: 'integrationResponses: [{ statusCode: \'500\', selectionPattern: \'.+\', responseTemplates: { \'application/json\': \'{"message": "internal error", "id": "$context.requestId"}\' } }]',
  resourceTypes: ['AWS::ApiGateway::Method'],
  example: {
    flagged: { Resources: { Create: method({ StatusCode: '500', SelectionPattern: '.+', ResponseTemplates: { 'application/json': '{"message": "$input.path(\'$.errorMessage\')"}' } }) } },
    findings: { Create: ['SAS10-IntegrationErrorLeak'] },
    fixed: { Resources: { Create: method({ StatusCode: '500', SelectionPattern: '.+', ResponseTemplates: { 'application/json': '{"id": "$context.requestId"}' } }) } },
  },
  check(resource) {
    const responses = items(property(resource, 'Integration', 'IntegrationResponses'));
    const leaking = entries(at(responses, 'ResponseTemplates')).flatMap(({ possibilities }) => possibilities).filter(({ value }) => LEAKING.test(skeleton(value) ?? ''));
    const calls = property(resource, 'Integration', 'Uri').some(({ value }) => /:lambda:path/.test(skeleton(value) ?? '')) && property(resource, 'Integration', 'Type').some(isOneOf('AWS'));
    const passed = calls ? responses.filter(response => at([response], 'StatusCode').some(({ value }) => /^5/.test(literalText(value) ?? '')) && at([response], 'ResponseTemplates').every(isEmpty)) : [];
    const location = 'Properties/Integration/IntegrationResponses';
    return [
      ...leaking.slice(0, 1).map(({ when }) => ({ when, location })),
      ...passed.slice(0, 1).map(({ when }) => ({ detail: 'PassThrough', note: 'a response without a template is what the function said', when, location })),
    ];
  },
};
