import { property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { literalText, type Possibility } from '../../../app-model/value';
import { restrictsSource } from '../../iam/source-restriction';
import { PASS, type Rule } from '../../rule';

const PERMISSION = {
  Type: 'AWS::Lambda::Permission',
  Properties: { Action: 'lambda:InvokeFunction', FunctionName: 'orders', Principal: '*' },
} as const;

/**
 * A permission of a function URL (`FunctionUrlAuthType: NONE`, `InvokedViaFunctionUrl`) opens nothing without a public
 * URL, and that has a finding of its own: SAS2-FunctionUrlNoAuth. With `AWS_IAM` every account of AWS may call.
 */
export const permissionPublic: Rule = {
  id: 'SAS2-PermissionPublic',
  title: 'the permission lets everybody invoke the function',
  weakness: 'SAS-2',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-284', 'CWE-732'],
  why: 'With the principal `*` and no condition every AWS account can invoke the function with an event of its choice.',
  fix: 'fn.addPermission(\'Topic\', { principal: new iam.ServicePrincipal(\'sns.amazonaws.com\'), sourceArn: topic.topicArn, sourceAccount: this.account });',
  resourceTypes: ['AWS::Lambda::Permission'],
  example: {
    flagged: { Resources: { Invoke: PERMISSION } },
    findings: { Invoke: ['SAS2-PermissionPublic'] },
    fixed: { Resources: { Invoke: { ...PERMISSION, Properties: { ...PERMISSION.Properties, PrincipalOrgID: 'o-a1b2c3d4e5' } } } },
  },
  check(permission) {
    if (isUrlPermission(permission) || isRestricted(permission)) return PASS;
    return property(permission, 'Principal').filter(isPublic).map(({ when }) => ({ when, location: 'Properties/Principal' }));
  },
};

function isPublic({ value }: Possibility): boolean {
  return literalText(value)?.includes('*') ?? false;
}

function isUrlPermission(permission: Resource): boolean {
  return property(permission, 'FunctionUrlAuthType').some(({ value }) => literalText(value) === 'NONE')
    || property(permission, 'InvokedViaFunctionUrl').some(({ value }) => literalText(value) === 'true');
}

function isRestricted(permission: Resource): boolean {
  return ['PrincipalOrgID', 'SourceAccount', 'SourceArn'].some(name => property(permission, name).every(({ value }) => restrictsSource(value)));
}
