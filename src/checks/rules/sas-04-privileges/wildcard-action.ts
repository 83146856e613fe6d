import { allowedActions } from '../../../app-model/iam/function-permissions';
import { PERMISSION_TYPES } from '../../../app-model/iam/roles';
import { allow, functionRole } from '../../examples';
import { statementFix } from '../../iam/replacement-fix';
import type { Rule } from '../../rule';

const ORDERS = 'arn:aws:s3:::orders/*';

export const wildcardAction: Rule = {
  id: 'SAS4-WildcardAction',
  title: 'the function may do everything a service offers',
  weakness: 'SAS-4',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-269', 'CWE-732'],
  why: 'Whoever takes over the function, by an injection or a bad dependency, holds every action of the service: deleting, changing policies, and what AWS adds later.',
  fix: 'bucket.grantRead(fn); // or a PolicyStatement that names the actions the code calls',
  resourceTypes: PERMISSION_TYPES,
  supersedes: ['SAS4-PassRoleUnscoped'],
  example: {
    flagged: { Resources: { Role: functionRole(allow(['s3:*', 's3:GetObject'], ORDERS)) } },
    findings: { Role: ['SAS4-WildcardAction[Action::s3:*]'] },
    fixed: { Resources: { Role: functionRole(allow('s3:GetObject', ORDERS)) } },
  },
  check: (source, model) => allowedActions(source, model)
    .filter(({ action }) => /^([\w-]+:)?\*+$/.test(action))
    .map(({ action, statement, when }) => ({ detail: `Action::${action}`, note: `it allows ${action}`, when, ...statementFix(statement, model) })),
};
