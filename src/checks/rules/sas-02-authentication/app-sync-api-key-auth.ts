import { valuesAt } from '../../../app-model/pointers';
import { property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import type { Finding, Rule } from '../../rule';
import { failing, isOneOf } from '../../settings';

const graph = (type: string, other: string) => ({
  Type: 'AWS::AppSync::GraphQLApi',
  Properties: { Name: 'orders', AuthenticationType: type, AdditionalAuthenticationProviders: [{ AuthenticationType: other }] },
});

const MODES = ['ConnectionAuthModes', 'DefaultPublishAuthModes', 'DefaultSubscribeAuthModes'] as const;

export const appSyncApiKeyAuth: Rule = {
  id: 'SAS2-AppSyncApiKeyAuth',
  title: 'an API key is all that the API asks for',
  weakness: 'SAS-2',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-306', 'CWE-798'],
  why: 'The key stands in every client: whoever looks at one can run any query and mutation as everybody else.',
  fix: 'const authorizationConfig = { defaultAuthorization: { authorizationType: appsync.AuthorizationType.USER_POOL, userPoolConfig: { userPool: users } } };',
  resourceTypes: ['AWS::AppSync::GraphQLApi', 'AWS::AppSync::Api'],
  example: {
    flagged: { Resources: { Orders: graph('API_KEY', 'API_KEY') } },
    findings: { Orders: ['SAS2-AppSyncApiKeyAuth', 'SAS2-AppSyncApiKeyAuth[Additional]'] },
    fixed: { Resources: { Orders: graph('AMAZON_COGNITO_USER_POOLS', 'AWS_IAM') } },
  },
  check: resource => resource.type === 'AWS::AppSync::Api' ? judgeEvents(resource) : [
    ...failing(resource, ['AuthenticationType'], isOneOf('API_KEY')),
    ...valuesAt(property(resource), ['AdditionalAuthenticationProviders', 'AuthenticationType']).filter(isOneOf('API_KEY')).map(({ when }) => ({
      detail: 'Additional', severity: 'warning' as const, note: 'as one of several ways', when, location: 'Properties/AdditionalAuthenticationProviders',
    })),
  ],
};

function judgeEvents(resource: Resource): readonly Finding[] {
  return MODES.flatMap(mode => valuesAt(property(resource), ['EventConfig', mode, 'AuthType']).filter(isOneOf('API_KEY'))
    .map(({ when }) => ({ detail: mode, when, location: `Properties/EventConfig/${mode}` })));
}
