import type { Rule } from '../../rule';
import { type Setting, settingRule } from '../../setting-rule';
import { isOneOf, isPresent } from '../../settings';

/** Entrances whose one property says whether callers are known. */
export const entranceRules: readonly Rule[] = ([
  {
    id: 'SAS2-WebFunctionNoAuth',
    title: 'the endpoint of the web function lets everybody in',
    severity: 'error',
    cwe: ['CWE-306'],
    why: 'With `ApplicationManaged` Lambda checks nobody: every request reaches the code, and one route that forgot its check is open to the internet.',
    fix: 'new CfnResource(this, \'Internal\', { type: \'AWS::Lambda::WebFunctionEndpoint\', properties: { AuthType: \'IamAuth\' } });',
    type: 'AWS::Lambda::WebFunctionEndpoint',
    path: ['AuthType'],
    fails: isOneOf('ApplicationManaged'),
    example: { flagged: 'ApplicationManaged', fixed: 'IamAuth' },
  },
  {
    id: 'SAS2-HttpApiQuickCreate',
    title: 'the HTTP API was made with a target: its one route takes every path from everybody',
    severity: 'error',
    cwe: ['CWE-306'],
    why: 'The route that a target makes is `$default`, which nobody can give an authorizer.',
    fix: 'httpApi.addRoutes({ path: \'/orders\', integration: httpIntegration, authorizer: new HttpIamAuthorizer() });',
    type: 'AWS::ApiGatewayV2::Api',
    path: ['Target'],
    fails: isPresent,
    beside: { ProtocolType: 'HTTP', Name: 'orders' },
    example: { flagged: 'arn:aws:lambda:eu-west-1:111122223333:function:orders', fixed: undefined },
  },
] satisfies readonly Setting[]).map(settingRule);
