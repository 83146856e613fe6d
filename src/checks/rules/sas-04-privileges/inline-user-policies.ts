import type { Finding, Rule } from '../../rule';
import { failing, type Fails, isEmpty, isPresent } from '../../settings';

/** What gives a user or a group permissions here, and how: a group is where a managed policy belongs. */
const GRANTS: Readonly<Record<string, readonly string[]>> = {
  'AWS::IAM::User': ['Policies', 'ManagedPolicyArns'],
  'AWS::IAM::Group': ['Policies'],
  'AWS::IAM::Policy': ['Users', 'Groups'],
  'AWS::IAM::ManagedPolicy': ['Users'],
  'AWS::IAM::UserPolicy': ['PolicyDocument'],
  'AWS::IAM::GroupPolicy': ['PolicyDocument'],
};

const DOCUMENT = { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders/*' }] };

const holds: Fails = possibility => isPresent(possibility) && !isEmpty(possibility);

export const inlineUserPolicies: Rule = {
  id: 'SAS4-InlineUserPolicies',
  title: 'the app gives a person, or a group of them, permissions of their own',
  weakness: 'SAS-4',
  severity: 'info',
  tier: 'strict',
  cwe: ['CWE-269'],
  why: 'A user has keys that last, and a policy of its own that no review of roles finds: a stolen key reaches the app\'s data past everything that guards its functions.',
  fix: 'new iam.ManagedPolicy(this, \'Readers\', { statements: [new iam.PolicyStatement({ actions: [\'s3:GetObject\'], resources: [bucket.arnForObjects(\'*\')] })], roles: [producer] }); // people come by a role',
  resourceTypes: Object.keys(GRANTS),
  example: {
    flagged: { Resources: { Policy: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'orders', Users: ['ann'], PolicyDocument: DOCUMENT } } } },
    findings: { Policy: ['SAS4-InlineUserPolicies'] },
    fixed: { Resources: { Policy: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'orders', Roles: ['readers'], PolicyDocument: DOCUMENT } } } },
  },
  check: (resource): readonly Finding[] => (GRANTS[resource.type] ?? []).flatMap(name => failing(resource, [name], holds)),
};
