import { Lazy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { HardeningMeasure, PermissionsMode } from '../options';
import { acknowledge } from './acknowledge';
import { keptPolicies, managedPolicyRoom } from './attached-policies';
import { guardScope } from './guard-scope';
import { logStreamsArn } from './log-group-arn';
import type { LogStreamsArn } from './log-group-arn';
import type { HardeningContext, Measure } from './measure';
import { flattenReference } from './nag-resource';
import { NETWORK_FINDING, isInVpc, networkStatements } from './network-statements';
import { nameAsCdkDoes } from './own-names';
import { inDocuments } from './permissions/room';
import { setBoundary } from './permissions-boundary';
import { RolePolicy } from './role-policy';
import type { RoleStatements } from './role-statements';
import { selfTamperDenies } from './self-tamper';
import type { HardeningSettings } from './settings';
import { stackFull } from './stack-budget';
import type { FunctionTarget, TargetRole } from '../targets/function-target';
import { hasOverride } from '../targets/own-values';
import { logicalIdOf } from '../targets/render';

type Policy = iam.CfnManagedPolicy | iam.CfnPolicy;
type OwnRole = Extract<TargetRole, { kind: 'own' }>;

const POLICY_ID = 'Policy';
const INLINE_NAME = 'ServerlessGuard';

/** A role without AWS managed policies: one customer managed policy with what this function needs, and what its code must never do. */
export const scopedRole: Measure = {
  name: HardeningMeasure.SCOPED_ROLE,
  apply: (target, { ledger, budget, statements, settings }) => {
    const { role } = target;
    if (role.kind === 'foreign') {
      return ledger.refused(scopedRole.name, {
        id: 'foreign-role',
        what: `its role is left alone because ${role.reason}`,
        why: 'a role that the guard did not see being made may hold more than this function needs, and other functions may rely on it',
        cure: role.cure ?? 'leave "role" out of the function\'s properties and grant on the function, or acknowledge this warning',
      });
    }
    if (!budget.take(1)) return ledger.refused(scopedRole.name, stackFull('the scoped policy', target.stack));
    const logStreams = logStreamsArn(target);
    addLogStatement(statements, logStreams, target);
    if (isInVpc(target)) networkStatements(target.stack, role.role, statements.all).forEach(statement => statements.add(statement, NETWORK_FINDING));
    const policy = makePolicy(target, role);
    const policyId = logicalIdOf(policy);
    selfTamperDenies(target, role, logStreams, policyId).forEach(statement => statements.add(statement));
    writePolicies(policy, target, role, statements, settings);
    removeReplacedPolicies(role.resource);
    const kind = policy instanceof iam.CfnManagedPolicy ? 'one customer managed policy' : 'one inline policy, since it has as many managed ones as IAM takes';
    const boundary = setBoundary(role.resource, settings.permissionsBoundary) ? '; permissionsBoundary' : '';
    return ledger.set(scopedRole.name, `${kind}: own log group, no AWS managed basic policy, no change of itself${boundary}`);
  },
};

/** One policy, unless the permissions of the code take more than IAM's limit of one. */
function writePolicies(policy: Policy, target: FunctionTarget, role: OwnRole, { all, findings }: RoleStatements, settings: HardeningSettings): void {
  const isSplit = settings.permissions === PermissionsMode.ENFORCE && policy instanceof iam.CfnManagedPolicy;
  const [first = all, ...others] = isSplit ? inDocuments(all, role.resource) : [all];
  policy.policyDocument = new RolePolicy(first);
  acknowledge(policy, findings);
  others.forEach((document, index) => {
    const further = makePolicy(target, role, `${POLICY_ID}${index + 2}`);
    further.policyDocument = new RolePolicy(document);
    acknowledge(further, findings);
  });
}

/** Gives a role that is not scoped what the other measures need all the same. */
export function writeRemainingStatements(target: FunctionTarget, { ledger, statements }: HardeningContext): void {
  const { role } = target;
  if (role.kind === 'foreign' || ledger.stateOf(scopedRole.name) === 'set') return;
  for (const statement of statements.all) role.role.addToPrincipalPolicy(iam.PolicyStatement.fromJson(statement));
  const policy = role.role.node.tryFindChild('DefaultPolicy');
  if (policy !== undefined) acknowledge(policy, statements.findings);
}

function addLogStatement(statements: RoleStatements, { arn, wildcardReason, isMadeByLambda }: LogStreamsArn, target: FunctionTarget): void {
  const Action = ['logs:CreateLogStream', 'logs:PutLogEvents'];
  if (isMadeByLambda) Action.unshift('logs:CreateLogGroup');
  const finding = wildcardReason === undefined
    ? undefined
    : { id: `AwsSolutions-IAM5[Resource::${flattenReference(typeof arn === 'string' ? target.stack.resolve(arn) : arn)}]`, reason: wildcardReason };
  statements.add({ Sid: 'WriteOwnLogs', Effect: 'Allow', Action, Resource: arn }, finding);
}

/** A policy of its own, not the role's: the log group waits for the role, so a statement in the role would close a circle. */
function makePolicy(target: FunctionTarget, role: OwnRole, id = POLICY_ID): Policy {
  const scope = guardScope(target.scope);
  const roles = [role.resource.ref];
  const policy = managedPolicyRoom(role.resource) > 0
    ? new iam.CfnManagedPolicy(scope, id, { description: 'What the function needs to run, and what its code must never do', policyDocument: {}, roles })
    : new iam.CfnPolicy(scope, id, { policyName: INLINE_NAME, policyDocument: {}, roles });
  // Its document names it, before all that was made is named.
  nameAsCdkDoes(policy);
  // Lambda checks network, tracing and destination permissions when it makes the function.
  target.resource.addDependency(policy);
  return policy;
}

/**
 * Lazily, so that a policy that another aspect attaches later is not lost, and as the list that such an aspect expects.
 *
 * Where the user overrides the list, the override decides.
 */
function removeReplacedPolicies(resource: iam.CfnRole): void {
  if (hasOverride(resource, 'ManagedPolicyArns')) return;
  const current = resource.managedPolicyArns;
  resource.managedPolicyArns = Lazy.uncachedList({
    produce: context => {
      const arns: unknown = context.resolve(current);
      if (arns !== undefined && !Array.isArray(arns)) return arns as string[];
      const kept = keptPolicies(arns) as string[];
      return kept.length > 0 ? kept : undefined;
    },
  });
}
