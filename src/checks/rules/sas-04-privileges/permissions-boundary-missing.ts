import { permissionsOfFunctions } from '../../../app-model/iam/function-permissions';
import { allow, functionRole } from '../../examples';
import { PASS, type Rule } from '../../rule';
import { isEmpty } from '../../settings';

const role = (boundary: object) => {
  const made = functionRole(allow('s3:GetObject', 'arn:aws:s3:::orders/*')) as { readonly Properties: object };
  return { Role: { ...made, Properties: { ...made.Properties, ...boundary } } };
};

/** A house rule: boundaries are for teams that let others write roles. */
export const permissionsBoundaryMissing: Rule = {
  id: 'SAS4-PermissionsBoundaryMissing',
  title: 'nothing bounds what the role of the function may ever be given',
  weakness: 'SAS-4',
  severity: 'warning',
  tier: 'optional',
  cwe: ['CWE-250'],
  why: 'Whoever may write policies, the pipeline of one app included, gives the function any permission; a boundary is the list that no policy goes beyond.',
  fix: 'iam.PermissionsBoundary.of(this).apply(iam.ManagedPolicy.fromManagedPolicyName(this, \'Boundary\', \'app-boundary\'));',
  resourceTypes: ['AWS::IAM::Role', 'AWS::Serverless::Function'],
  example: {
    flagged: { Resources: role({}) },
    findings: { Role: ['SAS4-PermissionsBoundaryMissing'] },
    fixed: { Resources: role({ PermissionsBoundary: 'arn:aws:iam::111122223333:policy/app-boundary' }) },
  },
  check: (resource, model) => model.index(permissionsOfFunctions).get(resource.key)?.permissionsBoundary.filter(isEmpty)
    .map(({ when }) => ({ when, location: 'Properties/PermissionsBoundary' })) ?? PASS,
};
