import { pointers } from '../../../app-model/pointers';
import { PASS, type Rule } from '../../rule';
import { failing, isNotOn } from '../../settings';

const mappings = pointers(
  ['AWS::ApiGateway::BasePathMapping', 'RestApiId'],
  ['AWS::ApiGateway::BasePathMappingV2', 'RestApiId'],
  ['AWS::ApiGatewayV2::ApiMapping', 'ApiId'],
);

const app = (disabled: boolean) => ({
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'orders', ProtocolType: 'HTTP', DisableExecuteApiEndpoint: disabled } },
  Mapping: { Type: 'AWS::ApiGatewayV2::ApiMapping', Properties: { ApiId: { Ref: 'Api' }, DomainName: 'orders.example.com', Stage: 'prod' } },
});

export const defaultEndpointBypass: Rule = {
  id: 'SAS2-DefaultEndpointBypass',
  title: 'the API has a domain of its own, and is still reached beside it',
  weakness: 'SAS-2',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-288'],
  why: 'What stands before the domain (client certificates, a firewall, a distribution with its limits) is passed by whoever calls the generated URL.',
  fix: 'const options: apigateway.RestApiProps = { disableExecuteApiEndpoint: true };',
  resourceTypes: ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api'],
  example: {
    flagged: { Resources: app(false) },
    findings: { Api: ['SAS2-DefaultEndpointBypass'] },
    fixed: { Resources: app(true) },
  },
  check: (resource, model) => model.index(mappings).to(resource).length > 0 ? failing(resource, ['DisableExecuteApiEndpoint'], isNotOn) : PASS,
};
