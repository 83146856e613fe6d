import { skeleton } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { failing } from '../../settings';

const SENSITIVE = /\$context\.(?:authorizer\.(?!error|integrationLatency|integrationStatus|latency|requestId|status|principalId)|identity\.apiKey(?!Id)|requestOverride|responseOverride)|\$(?:input|method|request)\.|\$context\.authenticate\.token/;

const stage = (format: string) => ({
  Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: 'orders', StageName: 'prod', AccessLogSettings: { DestinationArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:orders', Format: format } },
});

export const accessLogSensitive: Rule = {
  id: 'SAS10-AccessLogSensitive',
  title: 'the access log holds keys or claims of callers',
  weakness: 'SAS-10',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-532'],
  why: 'Whoever may read logs takes the API key, or the personal data that stands in a token, of everybody who called.',
  fix: 'accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields()',
  resourceTypes: ['AWS::ApiGateway::Stage', 'AWS::ApiGatewayV2::Stage', 'AWS::Serverless::Api', 'AWS::Serverless::HttpApi'],
  example: {
    flagged: { Resources: { Stage: stage('{"id":"$context.requestId","key":"$context.identity.apiKey"}') } },
    findings: { Stage: ['SAS10-AccessLogSensitive'] },
    also: { Stage: ['SAS5-ApiAccessLogUnstructured'] },
    fixed: { Resources: { Stage: stage('{"id":"$context.requestId","ip":"$context.identity.sourceIp"}') } },
  },
  check: resource => ['AccessLogSetting', 'AccessLogSettings'].flatMap(name => failing(resource, [name, 'Format'], ({ value }) => SENSITIVE.test(skeleton(value) ?? ''))),
};
