import type { AppModel } from '../../../app-model/app-model';
import { FUNCTION_TYPES, functionProperty } from '../../../app-model/functions';
import { namedInOutputs } from '../../../app-model/outputs';
import { property } from '../../../app-model/property';
import { referenceGraph } from '../../../app-model/references';
import { resourcePolicy } from '../../../app-model/resource-policies';
import { allow, functionRole } from '../../examples';
import { servicePrincipals } from '../../iam/access';
import { PASS, type Rule } from '../../rule';

const ROLE = functionRole(allow('s3:GetObject', 'arn:aws:s3:::orders/*'));
const FN = { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } };

/** A role that something else mentions, or that has a name of its own, may be used from elsewhere. */
export const orphanRole: Rule = {
  id: 'SAS11-OrphanRole',
  title: 'the role was made for a function that is gone',
  weakness: 'SAS-11',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-1164'],
  why: 'Its permissions stay, and whoever may pass roles to functions gives them to one of their own.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code }); // makes its own role, and takes it along when it goes',
  resourceTypes: ['AWS::IAM::Role'],
  example: {
    flagged: { Resources: { Role: ROLE } },
    findings: { Role: ['SAS11-OrphanRole'] },
    fixed: { Resources: { Role: ROLE, Orders: FN } },
  },
  check(role, model) {
    const trusted = resourcePolicy(role).flatMap(servicePrincipals);
    if (trusted.length === 0 || !trusted.every(service => /^lambda\.amazonaws\.com/.test(service))) return PASS;
    if (property(role, 'RoleName').some(({ value }) => value.kind !== 'absent') || model.index(isUnknownRole)) return PASS;
    const users = [...model.index(referenceGraph).to(role)].filter(({ type }) => !/^AWS::IAM::(?:Policy|ManagedPolicy|RolePolicy)$/.test(type));
    return users.length > 0 || model.index(namedInOutputs).has(role) ? PASS : [{}];
  },
};

/** A function whose role the template does not tell may use any. */
const isUnknownRole = (model: AppModel) => model.resourcesOf(...FUNCTION_TYPES)
  .some(fn => functionProperty(fn, 'Role').some(({ value }) => value.kind === 'unknown'));
