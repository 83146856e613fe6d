import { functionStatements } from '../../../app-model/iam/function-permissions';
import { IDENTITY_POLICY_TYPES, identityPolicy } from '../../../app-model/iam/identity-policies';
import { covers } from '../../../app-model/iam/pattern';
import { isServiceWide } from '../../../app-model/iam/service-wide';
import type { Statement } from '../../../app-model/iam/statement';
import { literalText } from '../../../app-model/value';
import type { Rule } from '../../rule';

const ROLE_ARN = 'arn:aws:iam::111122223333:role/orders-worker';

const policy = (resource: string, condition?: object) => ({
  Type: 'AWS::IAM::ManagedPolicy',
  Properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'iam:PassRole', Resource: resource, Condition: condition }] } },
});

/** Any policy: whoever may pass any role may become any role. One exact role without its service is judged where a function has it. */
export const passRoleUnscoped: Rule = {
  id: 'SAS4-PassRoleUnscoped',
  title: 'any role of the account may be handed to a service',
  weakness: 'SAS-4',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-269'],
  why: 'Whoever may pass a role makes a service act with it: an administrator\'s role is one new function, instance or stack away.',
  fix: 'new iam.PolicyStatement({ actions: [\'iam:PassRole\'], resources: [producer.roleArn], conditions: { StringEquals: { \'iam:PassedToService\': \'ecs-tasks.amazonaws.com\' } } });',
  resourceTypes: IDENTITY_POLICY_TYPES,
  supersedes: ['SAS4-WildcardResource'],
  example: {
    flagged: { Resources: { Policy: policy('*') } },
    findings: { Policy: ['SAS4-PassRoleUnscoped[Action::iam:PassRole]'] },
    fixed: { Resources: { Policy: policy(ROLE_ARN, { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } }) } },
  },
  check(source, model) {
    const held = (model.index(functionStatements).get(source.key) ?? []).map(({ statement }) => statement);
    return identityPolicy(source)
      .filter(statement => statement.effect === 'Allow' && !namesService(statement))
      .flatMap(statement => statement.actions.filter(({ value }) => covers(literalText(value) ?? '', 'iam:PassRole')).flatMap(({ value, when }) => {
        const detail = `Action::${literalText(value)}`;
        if (statement.resources.some(isServiceWide)) return [{ detail, note: 'on every role', when }];
        const isFunctions = held.some(({ actions }) => actions.some(action => action.value === value)) || held.includes(statement);
        return isFunctions && statement.resources.length > 0
          ? [{ detail, severity: 'warning' as const, note: 'to any service: there is no iam:PassedToService', when }]
          : [];
      }));
  },
};

function namesService({ conditions, conditionsKnown }: Statement): boolean {
  return !conditionsKnown || conditions.some(({ key }) => key === 'iam:passedtoservice' || key === 'iam:associatedresourcearn' || key.startsWith('aws:resourcetag/'));
}
