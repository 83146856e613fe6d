import { Validations } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { KeptGrant } from './kept-grants';
import type { RoleStatement, UnavoidableFinding } from '../role-statements';

/** What stays of the grants, as statements of the guard's policy: CDK makes no second one then. */
export function movedStatements(kept: readonly KeptGrant[]): RoleStatement[] {
  return kept.map(({ statement, actions }, index) => ({
    ...statement,
    ...actions.length === 0 ? {} : { Action: actions.length === 1 ? actions[0] as string : actions },
    Sid: `Granted${index + 1}`,
  }) as RoleStatement);
}

/** What the user acknowledged on the policy of the grants holds for what is moved, too. */
export function movedAcknowledgements(role: iam.Role): UnavoidableFinding[] {
  const policy = role.node.tryFindChild('DefaultPolicy');
  return (policy?.node.findAll() ?? []).flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(data as Readonly<Record<string, string>>))
    .map(([id, reason]) => ({ id, reason }));
}
