import { items, property } from '../../../app-model/property';
import { literalText } from '../../../app-model/value';
import type { Rule } from '../../rule';

const INVOKING = ['lambda:invokefunction', 'lambda:invokefunctionurl'];

const permission = (action: string) => ({
  Type: 'AWS::Lambda::Permission',
  Properties: { Action: action, FunctionName: 'orders', Principal: 'sns.amazonaws.com', SourceArn: 'arn:aws:sns:eu-west-1:111122223333:orders' },
});

export const permissionActionBroad: Rule = {
  id: 'SAS2-PermissionActionBroad',
  title: 'the permission lets the caller do more than invoke the function',
  weakness: 'SAS-2',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-732'],
  why: 'A trigger only ever invokes. With another action its principal can read the code and the environment, or replace them.',
  fix: 'fn.addPermission(\'Topic\', { principal: new iam.ServicePrincipal(\'sns.amazonaws.com\'), action: \'lambda:InvokeFunction\', sourceArn: topic.topicArn });',
  resourceTypes: ['AWS::Lambda::Permission'],
  example: {
    flagged: { Resources: { Invoke: permission('lambda:*') } },
    findings: { Invoke: ['SAS2-PermissionActionBroad'] },
    fixed: { Resources: { Invoke: permission('lambda:InvokeFunction') } },
  },
  check: resource => items(property(resource, 'Action')).flatMap(({ value, when }) => {
    const action = literalText(value);
    if (action === undefined || INVOKING.includes(action.toLowerCase())) return [];
    return [{ note: `it allows ${action}`, severity: /^(lambda:)?\*+$/i.test(action) ? 'error' : 'warning', when, location: 'Properties/Action' }];
  }),
};
