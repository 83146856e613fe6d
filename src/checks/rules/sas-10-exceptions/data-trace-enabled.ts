import { valuesAt } from '../../../app-model/pointers';
import { at, entries, property } from '../../../app-model/property';
import type { Rule } from '../../rule';
import { isOn } from '../../settings';

const stage = (trace: boolean) => ({
  Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: 'orders', StageName: 'prod', MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', DataTraceEnabled: trace }] },
});

export const dataTraceEnabled: Rule = {
  id: 'SAS10-DataTraceEnabled',
  title: 'the API logs whole requests and responses',
  weakness: 'SAS-10',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-532'],
  why: 'Passwords, tokens and personal data of every caller stand in the logs, in plain text, for everybody who may read those.',
  fix: 'const deployOptions: apigateway.StageOptions = { dataTraceEnabled: false, loggingLevel: apigateway.MethodLoggingLevel.ERROR };',
  resourceTypes: ['AWS::ApiGateway::Stage', 'AWS::ApiGatewayV2::Stage', 'AWS::Serverless::Api'],
  example: {
    flagged: { Resources: { Stage: stage(true) } },
    findings: { Stage: ['SAS10-DataTraceEnabled'] },
    fixed: { Resources: { Stage: stage(false) } },
  },
  check: resource => [
    ...valuesAt(property(resource), ['MethodSettings', 'DataTraceEnabled']), ...valuesAt(property(resource), ['DefaultRouteSettings', 'DataTraceEnabled']),
    ...entries(property(resource, 'RouteSettings')).flatMap(({ possibilities }) => at(possibilities, 'DataTraceEnabled')),
  ].filter(isOn).slice(0, 1).map(({ when }) => ({ when })),
};
