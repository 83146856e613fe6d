import { FUNCTION_TYPES, functionProperty } from '../../../app-model/functions';
import { roleOf } from '../../../app-model/iam/roles';
import type { Value } from '../../../app-model/value';
import { skeleton } from '../../../app-model/value';
import { allow, functionRole } from '../../examples';
import type { Rule } from '../../rule';

const fn = (role: unknown) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Role: role } });

export const unverifiableRole: Rule = {
  id: 'SAS4-UnverifiableRole',
  title: 'the function\'s role is not in the app: nobody here can say what it may do',
  weakness: 'SAS-4',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-1059'],
  why: 'Whoever maintains that role can widen it, and no review of this app will see it.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code }); // without `role` CDK makes one',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: fn('arn:aws:iam::111122223333:role/orders') } },
    findings: { Orders: ['SAS4-UnverifiableRole'] },
    fixed: { Resources: { Role: functionRole(allow('s3:GetObject', 'arn:aws:s3:::orders/*')), Orders: fn({ 'Fn::GetAtt': ['Role', 'Arn'] }) } },
  },
  check: (resource, model) => functionProperty(resource, 'Role')
    .filter(({ value }) => /^arn:.*:role\//.test(skeleton(value) ?? '') && !namesResource(value) && roleOf(value, model) === undefined)
    .map(({ when }) => ({ when, location: 'Properties/Role' })),
};

function namesResource(value: Value): boolean {
  return value.kind === 'text' && value.parts.some(({ kind }) => kind === 'reference' || kind === 'unknown');
}
