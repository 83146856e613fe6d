import { functionUrlAuthTypes } from '../../../app-model/functions';
import { literalText } from '../../../app-model/value';
import type { Rule } from '../../rule';

export const functionUrlNoAuth: Rule = {
  id: 'SAS2-FunctionUrlNoAuth',
  title: 'the function URL lets anybody on the internet invoke the function',
  weakness: 'SAS-2',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-306'],
  why: 'A function URL with AuthType NONE is public: no credential, no throttle of its own, no firewall before it. Whoever learns the URL can send any event.',
  fix: 'fn.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.AWS_IAM });',
  resourceTypes: ['AWS::Lambda::Url', 'AWS::Serverless::Function'],
  example: {
    flagged: { Resources: { OrdersUrl: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: 'orders', AuthType: 'NONE' } } } },
    findings: { OrdersUrl: ['SAS2-FunctionUrlNoAuth'] },
    fixed: { Resources: { OrdersUrl: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: 'orders', AuthType: 'AWS_IAM' } } } },
  },
  check: resource => functionUrlAuthTypes(resource)
    .filter(({ value }) => literalText(value) === 'NONE')
    .map(({ when }) => ({ when, location: 'Properties/AuthType' })),
};
