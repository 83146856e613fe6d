import type { Rule } from '../../rule';
import { failing, isEmpty } from '../../settings';

const DESTINATIONS: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::Stage': ['AccessLogSetting', 'DestinationArn'],
  'AWS::ApiGatewayV2::Stage': ['AccessLogSettings', 'DestinationArn'],
  'AWS::Serverless::Api': ['AccessLogSetting', 'DestinationArn'],
  'AWS::Serverless::HttpApi': ['AccessLogSettings', 'DestinationArn'],
};

const stage = (properties: object) => ({ Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: 'orders', StageName: 'prod', ...properties } });

export const apiAccessLogMissing: Rule = {
  id: 'SAS5-ApiAccessLogMissing',
  title: 'the API keeps no record of who called what',
  weakness: 'SAS-5',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-778'],
  why: 'Refused and unusual requests, the first traces of an attack, never reach a function: without an access log they are nowhere.',
  fix: 'deployOptions: { accessLogDestination: new apigateway.LogGroupLogDestination(logGroup), accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields() }',
  resourceTypes: Object.keys(DESTINATIONS),
  example: {
    flagged: { Resources: { Stage: stage({}) } },
    findings: { Stage: ['SAS5-ApiAccessLogMissing'] },
    fixed: { Resources: { Stage: stage({ AccessLogSettings: { DestinationArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:orders', Format: '{"requestId":"$context.requestId"}' } }) } },
  },
  check: resource => failing(resource, DESTINATIONS[resource.type] ?? [], isEmpty),
};
