import { property } from '../../../app-model/property';
import { resourcePolicy } from '../../../app-model/resource-policies';
import { literalText } from '../../../app-model/value';
import { accountOf, isForeign } from '../../accounts';
import { restrictsCaller } from '../../iam/access';
import type { Rule } from '../../rule';

const policy = (account: string) => ({
  Type: 'AWS::Events::EventBusPolicy',
  Properties: { StatementId: 'orders', Statement: { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'events:PutEvents', Resource: 'arn:aws:events:eu-west-1:111122223333:event-bus/orders' } },
});

/** Judged where the stack's own account is known. */
export const busCrossAccount: Rule = {
  id: 'SAS9-BusCrossAccount',
  title: 'another account may put events on the bus',
  weakness: 'SAS-9',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-284'],
  why: 'Who may use that account decides which flows start here, and with which data.',
  fix: 'const Condition = { StringEquals: { \'aws:PrincipalOrgID\': \'o-a1b2c3d4e5\' } }; // or trustedAccounts of the checks',
  resourceTypes: ['AWS::Events::EventBusPolicy', 'AWS::Events::EventBus'],
  example: {
    flagged: { Resources: { Policy: policy('999988887777') } },
    findings: { Policy: ['SAS9-BusCrossAccount[999988887777]'] },
    fixed: { Resources: { Policy: policy('111122223333') } },
  },
  check: (resource, _model, parameters) => [
    ...resourcePolicy(resource).filter(statement => statement.effect === 'Allow' && !restrictsCaller(statement)).flatMap(({ principals }) => principals.map(({ value }) => value)),
    // The older form of the policy has its principal beside the action, and a condition for the organisation.
    ...property(resource, 'Condition').every(({ value }) => value.kind === 'absent') ? property(resource, 'Principal') : [],
  ].flatMap(({ value, when }) => {
    const account = accountOf(literalText(value) ?? '');
    return isForeign(account, resource, parameters) ? [{ detail: account, note: `account ${account}`, when }] : [];
  }),
};
