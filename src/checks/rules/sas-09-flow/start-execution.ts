import { integrationsOf } from '../../../app-model/api-routes';
import { entries, property } from '../../../app-model/property';
import { literalText, type Possibility, skeleton } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { failing, isAbsent, isNoneOf } from '../../settings';

/** Actions of AWS services by which an API starts a flow without a function in between. */
const STARTING = /:(?:states:action\/Start(?:Sync)?Execution|sqs:(?:path\/|action\/SendMessage)|events:action\/PutEvents|sns:(?:path\/|action\/Publish)|kinesis:action\/PutRecords?)/;
const SUBTYPES = /^(?:StepFunctions-Start(?:Sync)?Execution|SQS-SendMessage|EventBridge-PutEvents|Kinesis-PutRecord)$/;

const URI = 'arn:aws:apigateway:eu-west-1:states:action/StartExecution';
const method = (properties: object, template = '{"input": "$util.escapeJavaScript($input.path(\'$.order\'))"}') => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: { HttpMethod: 'POST', ...properties, Integration: { Type: 'AWS', Uri: URI, RequestTemplates: { 'application/json': template } } },
});

const isStarting = (possibility: Possibility) => STARTING.test(skeleton(possibility.value) ?? '');

export const startExecutionPublic: Rule = {
  id: 'SAS9-StartExecutionPublic',
  title: 'everybody may start the flow behind the API',
  weakness: 'SAS-9',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-306', 'CWE-841'],
  why: 'There is no code between the caller and the state machine, queue or bus that could refuse: what is behind takes every message for one of the app\'s own.',
  fix: 'api.root.addMethod(\'POST\', integration, { authorizationType: apigateway.AuthorizationType.IAM });',
  resourceTypes: ['AWS::ApiGateway::Method', 'AWS::ApiGatewayV2::Route'],
  supersedes: ['SAS2-RestMethodNoAuth', 'SAS2-HttpRouteNoAuth'],
  example: {
    flagged: { Resources: { Start: method({ AuthorizationType: 'NONE' }) } },
    findings: { Start: ['SAS9-StartExecutionPublic'] },
    fixed: { Resources: { Start: method({ AuthorizationType: 'AWS_IAM' }) } },
  },
  check(resource) {
    const starts = resource.type === 'AWS::ApiGateway::Method'
      ? property(resource, 'Integration', 'Uri').some(isStarting)
      : integrationsOf(resource).some(integration => property(integration, 'IntegrationSubtype').some(({ value }) => SUBTYPES.test(literalText(value) ?? '')));
    return starts ? failing(resource, ['AuthorizationType'], isNoneOf('AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS', 'JWT')) : PASS;
  },
};

export const startExecutionUnvalidated: Rule = {
  id: 'SAS9-StartExecutionUnvalidated',
  title: 'the API starts the flow with whatever the caller sent',
  weakness: 'SAS-9',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-20'],
  why: 'The whole body becomes the input of the flow: fields that later steps trust, such as a price, a user or a target, are the caller\'s to choose.',
  fix: 'const options = { requestValidatorOptions: { validateRequestBody: true }, requestModels: { \'application/json\': order } }; // and a template that takes the input field by field',
  resourceTypes: ['AWS::ApiGateway::Method'],
  supersedes: ['SAS1-ApiRequestValidation'],
  example: {
    flagged: { Resources: { Start: method({ AuthorizationType: 'AWS_IAM' }, '{"input": "$util.escapeJavaScript($input.body)"}') } },
    findings: { Start: ['SAS9-StartExecutionUnvalidated'] },
    fixed: { Resources: { Start: method({ AuthorizationType: 'AWS_IAM' }) } },
  },
  check(resource) {
    if (!property(resource, 'Integration', 'Uri').some(isStarting) || !property(resource, 'RequestValidatorId').every(isAbsent)) return PASS;
    if (failing(resource, ['AuthorizationType'], isNoneOf('AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS')).length > 0) return PASS;
    const templates = entries(property(resource, 'Integration', 'RequestTemplates')).flatMap(({ possibilities }) => possibilities);
    return templates.filter(({ value }) => /\$input\.(?:body|json\(\s*['"]\$['"]\s*\)|path\(\s*['"]\$['"]\s*\))/.test(skeleton(value) ?? '')).slice(0, 1)
      .map(({ when }) => ({ when, location: 'Properties/Integration/RequestTemplates' }));
  },
};
