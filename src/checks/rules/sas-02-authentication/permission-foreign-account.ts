import { property } from '../../../app-model/property';
import { literalText } from '../../../app-model/value';
import { accountOf, isForeign } from '../../accounts';
import type { Rule } from '../../rule';

const permission = (principal: string) => ({
  Type: 'AWS::Lambda::Permission', Properties: { Action: 'lambda:InvokeFunction', FunctionName: 'orders', Principal: principal },
});

/** Judged where the stack's own account is known. */
export const permissionForeignAccount: Rule = {
  id: 'SAS2-PermissionForeignAccount',
  title: 'the permission lets another account invoke the function',
  weakness: 'SAS-2',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-284'],
  why: 'Who may use that account decides who may send events to this function, and nobody here sees them change.',
  fix: 'new ServerlessTop10Checks(app, { trustedAccounts: [\'222233334444\'] }); // once it is meant',
  resourceTypes: ['AWS::Lambda::Permission'],
  example: {
    flagged: { Resources: { Invoke: permission('999988887777') } },
    findings: { Invoke: ['SAS2-PermissionForeignAccount'] },
    fixed: { Resources: { Invoke: permission('111122223333') } },
  },
  check: (resource, _model, parameters) => property(resource, 'Principal')
    .filter(({ value }) => isForeign(accountOf(literalText(value) ?? ''), resource, parameters))
    .map(({ value, when }) => ({ note: `account ${accountOf(literalText(value) ?? '')}`, when, location: 'Properties/Principal' })),
};
