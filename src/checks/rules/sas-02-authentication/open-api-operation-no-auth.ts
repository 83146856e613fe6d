import { at, entries, property } from '../../../app-model/property';
import { literalText, type Possibility } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { isAbsent, isEmpty, isNoneOf } from '../../settings';

const BODIES: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::RestApi': 'Body',
  'AWS::ApiGatewayV2::Api': 'Body',
  'AWS::Serverless::Api': 'DefinitionBody',
  'AWS::Serverless::HttpApi': 'DefinitionBody',
};

const METHODS = ['get', 'put', 'post', 'delete', 'head', 'patch', 'options', 'trace', 'x-amazon-apigateway-any-method'];

const api = (operation: object) => ({
  Type: 'AWS::ApiGatewayV2::Api', Properties: { Body: { openapi: '3.0.1', paths: { '/orders': { get: operation } } } },
});

/** What stands in a file on S3 is not told by the template. SAM adds its authorizers to the body itself. */
export const openApiOperationNoAuth: Rule = {
  id: 'SAS2-OpenApiOperationNoAuth',
  title: 'an operation of the API\'s description answers everybody',
  weakness: 'SAS-2',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-306'],
  why: 'An operation without `security` is public, however many schemes the description defines: whoever knows the URL invokes what is behind it.',
  fix: 'const operation = { \'x-amazon-apigateway-auth\': { type: \'AWS_IAM\' } }; // or `security` for the operation or the whole description',
  resourceTypes: Object.keys(BODIES),
  example: {
    flagged: { Resources: { Orders: api({ responses: {} }) } },
    findings: { Orders: ['SAS2-OpenApiOperationNoAuth[GET /orders]'] },
    fixed: { Resources: { Orders: api({ 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } }) } },
  },
  check(resource) {
    const name = BODIES[resource.type] ?? 'Body';
    if (!property(resource, 'Auth').every(isAbsent)) return PASS;
    return property(resource, name).flatMap(body => {
      if (!at([body], 'security').every(isEmpty)) return [];
      return entries(at([body], 'paths')).flatMap(path => entries(path.possibilities)
        .filter(({ name: method }) => METHODS.includes(method.toLowerCase()))
        .filter(operation => isOpen(operation.possibilities) && !isPreflight(operation.name, operation.possibilities))
        .map(operation => ({
          detail: `${operation.name.replace('x-amazon-apigateway-any-method', 'any').toUpperCase()} ${path.name}`, location: `Properties/${name}`,
        })));
    });
  },
};

function isOpen(operation: readonly Possibility[]): boolean {
  return operation.some(({ value }) => value.kind === 'map')
    && at(operation, 'security').every(isEmpty)
    && at(operation, 'x-amazon-apigateway-auth', 'type').every(isNoneOf('AWS_IAM', 'aws_iam', 'CUSTOM', 'custom', 'COGNITO_USER_POOLS'));
}

function isPreflight(method: string, operation: readonly Possibility[]): boolean {
  return method.toLowerCase() === 'options'
    && at(operation, 'x-amazon-apigateway-integration', 'type').every(({ value }) => (literalText(value) ?? 'mock').toLowerCase() === 'mock');
}
