import { permissionsOfFunctions } from '../../../app-model/iam/function-permissions';
import type { Principal } from '../../../app-model/iam/statement';
import { resourcePolicy } from '../../../app-model/resource-policies';
import { display, literalText } from '../../../app-model/value';
import { restrictsCaller } from '../../iam/access';
import { type Finding, PASS, type Rule } from '../../rule';

const LAMBDA = /^(?:edge)?lambda\.amazonaws\.com(?:\.cn)?$/;

const role = (...principals: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: { Statement: principals.map(Principal => ({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal })) } },
});

/** Roles of functions; a role that everybody may assume is one finding whosever it is. */
export const roleTrustBroad: Rule = {
  id: 'SAS4-RoleTrustBroad',
  title: 'somebody else than Lambda may take the role',
  weakness: 'SAS-4',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-269'],
  why: 'Whoever is trusted has everything that the function may do, without passing through its code, its validation or its guard.',
  fix: 'new iam.Role(this, \'Role\', { assumedBy: new iam.ServicePrincipal(\'lambda.amazonaws.com\') });',
  resourceTypes: ['AWS::IAM::Role'],
  example: {
    flagged: { Resources: { Role: role({ Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'] }, { AWS: 'arn:aws:iam::999988887777:root' }), Open: role({ AWS: '*' }) } },
    findings: { Role: ['SAS4-RoleTrustBroad[Service::ec2.amazonaws.com]', 'SAS4-RoleTrustBroad[Account]'], Open: ['SAS4-RoleTrustBroad[Everybody]'] },
    fixed: { Resources: { Role: role({ Service: 'lambda.amazonaws.com' }), Open: role({ Service: 'lambda.amazonaws.com' }) } },
  },
  check(resource, model) {
    const ofFunction = model.index(permissionsOfFunctions).has(resource.key);
    return resourcePolicy(resource).filter(({ effect }) => effect === 'Allow').flatMap(statement => {
      const restricted = restrictsCaller(statement);
      const notNamed = statement.notPrincipals.length > 0 ? [{ detail: 'NotPrincipal', note: 'everybody but a few', when: statement.when }] : [];
      return [...notNamed, ...statement.principals.flatMap(principal => judgePrincipal(principal, ofFunction, restricted))];
    });
  },
};

function judgePrincipal({ type, value: { value, when } }: Principal, ofFunction: boolean, restricted: boolean): readonly Finding[] {
  const text = literalText(value);
  if ((type === '*' || type === 'AWS') && text === '*') return restricted ? PASS : [{ detail: 'Everybody', when }];
  if (!ofFunction) return PASS;
  if (type === 'AWS') return restricted || value.kind === 'unknown' ? PASS : [{ detail: 'Account', note: `${display(value)} may`, when }];
  if (type !== 'Service' || text === undefined || LAMBDA.test(text)) return PASS;
  return [{ detail: `Service::${text}`, note: `${text} may`, when }];
}
