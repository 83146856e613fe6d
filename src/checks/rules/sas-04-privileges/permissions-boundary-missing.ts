import { permissionsOfFunctions } from '../../../app-model/iam/function-permissions';
import { HOLE, skeleton } from '../../../app-model/value';
import { allow, functionRole } from '../../examples';
import { PASS, type Rule } from '../../rule';
import { type Fails, isEmpty } from '../../settings';

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
  askedForBy: 'permissionsBoundary',
  cwe: ['CWE-250'],
  why: 'Whoever may write policies, the pipeline of one app included, gives the function any permission; a boundary is the list that no policy goes beyond.',
  fix: 'iam.PermissionsBoundary.of(this).apply(iam.ManagedPolicy.fromManagedPolicyName(this, \'Boundary\', \'app-boundary\'));',
  resourceTypes: ['AWS::IAM::Role', 'AWS::Serverless::Function'],
  example: {
    flagged: { Resources: role({}) },
    findings: { Role: ['SAS4-PermissionsBoundaryMissing'] },
    fixed: { Resources: role({ PermissionsBoundary: 'arn:aws:iam::111122223333:policy/app-boundary' }) },
  },
  check: (resource, model, { permissionsBoundary }) => model.index(permissionsOfFunctions).get(resource.key)?.permissionsBoundary
    .filter(permissionsBoundary === undefined ? isEmpty : isNot(permissionsBoundary))
    .map(({ when }) => ({ when, note: permissionsBoundary && `it should be ${permissionsBoundary}`, location: 'Properties/PermissionsBoundary' })) ?? PASS,
};

/** Whether a boundary is absent, or known to have another name: account and partition are often not known. */
function isNot(boundary: string): Fails {
  const name = nameIn(boundary);
  return possibility => {
    const found = nameIn(skeleton(possibility.value) ?? HOLE);
    return isEmpty(possibility) || !(found.includes(HOLE) || found === name);
  };
}

const nameIn = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
