import { pointers } from '../../../app-model/pointers';
import { items, property } from '../../../app-model/property';
import { resourcePolicy } from '../../../app-model/resource-policies';
import type { Resource } from '../../../app-model/template';
import { publicStatements } from '../../iam/access';
import { PASS, type Rule } from '../../rule';
import { failing, isAbsent, isNoneOf, isOneOf } from '../../settings';

const methodsOf = pointers(['AWS::ApiGateway::Method', 'RestApiId']);

const privateApi = (properties: object) => ({ Type: 'AWS::ApiGateway::RestApi', Properties: { EndpointConfiguration: { Types: ['PRIVATE'] }, ...properties } });
const policy = (condition: object) => ({ Statement: [{ Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: '*', Condition: condition }] });

export const apiResourcePolicyOpen: Rule = {
  id: 'SAS2-ApiResourcePolicyOpen',
  title: 'the API\'s policy keeps nobody out',
  weakness: 'SAS-2',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-284'],
  why: 'A private API is reached from any network of any account whose endpoint its policy does not refuse; a method without an authorizer answers all of them.',
  fix: 'const policy = new iam.PolicyStatement({ principals: [new iam.AnyPrincipal()], actions: [\'execute-api:Invoke\'], resources: [\'*\'], conditions: { StringEquals: { \'aws:SourceVpce\': \'vpce-1a2b3c4d\' } } });',
  resourceTypes: ['AWS::ApiGateway::RestApi'],
  example: {
    flagged: { Resources: { Orders: privateApi({}) } },
    findings: { Orders: ['SAS2-ApiResourcePolicyOpen[NoPolicy]'] },
    fixed: { Resources: { Orders: privateApi({ Policy: policy({ StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }) }) } },
  },
  check(resource, model) {
    if (isPrivate(resource)) {
      const missing = failing(resource, ['Policy'], isAbsent, { detail: 'NoPolicy', note: 'it is private and has no policy' });
      if (missing.length > 0) return missing;
    }
    const isOpen = model.index(methodsOf).to(resource).some(method => failing(method, ['AuthorizationType'], isNoneOf('AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS')).length > 0);
    if (!isOpen) return PASS;
    return publicStatements(resourcePolicy(resource)).slice(0, 1)
      .map(({ when }) => ({ detail: 'Open', note: 'it allows everybody, and a method has no authorizer', when, location: 'Properties/Policy' }));
  },
};

function isPrivate(resource: Resource): boolean {
  return items(property(resource, 'EndpointConfiguration', 'Types')).some(isOneOf('PRIVATE'));
}
