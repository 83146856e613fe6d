import { items, property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { literalText } from '../../../app-model/value';
import type { Finding, Rule } from '../../rule';
import { failing, type Fails, isNotOn, isOff, isOneOf } from '../../settings';

const client = (properties: object) => ({ Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: 'users', ...properties } });

export const cognitoClientWeakFlows: Rule = {
  id: 'SAS2-CognitoClientWeakFlows',
  title: 'the client of the user pool signs in by a flow that leaks',
  weakness: 'SAS-2',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-522', 'CWE-287'],
  why: 'Tokens in a URL end in histories and logs, passwords pass through the app instead of the sign-in, error messages tell which users exist, and tokens that cannot be revoked outlive the sign-out.',
  fix: 'users.addClient(\'Web\', { authFlows: { userSrp: true }, oAuth: { flows: { authorizationCodeGrant: true }, callbackUrls: [\'https://shop.example.com/\'] }, preventUserExistenceErrors: true });',
  resourceTypes: ['AWS::Cognito::UserPoolClient'],
  example: {
    flagged: {
      Resources: {
        Web: client({ AllowedOAuthFlows: ['implicit'], ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'], CallbackURLs: ['http://shop.example.com/'], EnableTokenRevocation: false }),
      },
    },
    findings: { Web: ['ImplicitFlow', 'PasswordFlow', 'HttpCallback', 'TokenRevocation'].map(detail => `SAS2-CognitoClientWeakFlows[${detail}]`) },
    fixed: { Resources: { Web: client({ AllowedOAuthFlows: ['code'], ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'], CallbackURLs: ['https://shop.example.com/', 'http://localhost:3000/'] }) } },
  },
  check: resource => [
    ...listed(resource, 'AllowedOAuthFlows', isOneOf('implicit'), 'ImplicitFlow'),
    ...listed(resource, 'ExplicitAuthFlows', isOneOf('ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH'), 'PasswordFlow'),
    ...listed(resource, 'CallbackURLs', ({ value }) => /^http:\/\/(?!(localhost|127\.0\.0\.1|\[::1\])([:/]|$))/i.test(literalText(value) ?? ''), 'HttpCallback'),
    ...failing(resource, ['PreventUserExistenceErrors'], isOneOf('LEGACY'), { detail: 'UserExistence' }),
    ...failing(resource, ['EnableTokenRevocation'], isOff, { detail: 'TokenRevocation' }),
    ...items(property(resource, 'AllowedOAuthFlows')).some(isOneOf('client_credentials'))
      ? failing(resource, ['GenerateSecret'], isNotOn, { detail: 'ClientWithoutSecret' })
      : [],
  ],
};

function listed(resource: Resource, name: string, fails: Fails, detail: string): readonly Finding[] {
  return items(property(resource, name)).filter(fails).map(({ when }) => ({ detail, when, location: `Properties/${name}` }));
}
