import { property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { PASS, type Rule } from '../../rule';
import { failing, isEmpty, isPresent } from '../../settings';

/** A deployment that describes a stage makes one. */
const DEPLOYMENT = 'AWS::ApiGateway::Deployment';

const DESTINATIONS: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::Stage': ['AccessLogSetting', 'DestinationArn'],
  [DEPLOYMENT]: ['StageDescription', 'AccessLogSetting', 'DestinationArn'],
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
  fix: 'const deployOptions: apigateway.StageOptions = { accessLogDestination: new apigateway.LogGroupLogDestination(logGroup), accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields() };',
  resourceTypes: Object.keys(DESTINATIONS),
  example: {
    flagged: { Resources: { Stage: stage({}) } },
    findings: { Stage: ['SAS5-ApiAccessLogMissing'] },
    fixed: { Resources: { Stage: stage({ AccessLogSettings: { DestinationArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:orders', Format: '{"requestId":"$context.requestId"}' } }) } },
  },
  check: resource => resource.type !== DEPLOYMENT || makesStage(resource) ? failing(resource, DESTINATIONS[resource.type] ?? [], isEmpty) : PASS,
};

function makesStage(deployment: Resource): boolean {
  return ['StageName', 'StageDescription'].some(name => property(deployment, name).some(isPresent));
}
