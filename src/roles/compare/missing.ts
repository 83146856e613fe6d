import { named, namedByParts, relate, type Named } from './named';
import type { AppModel } from '../../app-model/app-model';
import { covers } from '../../app-model/iam/pattern';
import type { RolePermissions } from '../../app-model/iam/roles';
import type { Statement } from '../../app-model/iam/statement';
import { pointers, valuesAt } from '../../app-model/pointers';
import { items, property } from '../../app-model/property';
import { resourcePolicy } from '../../app-model/resource-policies';
import type { Resource } from '../../app-model/template';
import { literalText, skeleton, type Possibility } from '../../app-model/value';
import { needsOfFunction } from '../function-needs';
import type { Permission } from '../resolve/resolve';

/** Policies of AWS that allow nothing that code calls. */
const WITHOUT_CALLS = /:policy\/(service-role\/)?(AWSLambdaBasicExecutionRole|AWSLambdaVPCAccessExecutionRole|AWSXRayDaemonWriteAccess|AWSXrayWriteOnlyAccess|CloudWatchLambdaInsightsExecutionRolePolicy)$/;

/**
 * What the code calls for certain, and no statement of its role allows; none where a policy is not known, or where the
 * resource itself may let the function in.
 */
export function missingPermissions(fn: Resource, role: RolePermissions, model: AppModel): readonly Permission[] {
  const allowing = role.statements.filter(({ effect }) => effect === 'Allow');
  if (!isWhollyKnown(role, model) || allowing.some(({ notActions }) => notActions.length > 0)) return [];
  return needsOfFunction(fn, model).permissions.filter(({ action, resource, condition, uses }) => {
    // A service that uses a key for its caller may do so by a grant.
    if (condition?.key === 'kms:ViaService') return false;
    const needed = resource === '*' ? undefined : namedByParts(resource);
    return uses.some(({ confidence }) => confidence === 'certain')
      && !allowing.some(statement => allows(statement, action, needed))
      && !mayBeLetIn(needed?.target, model);
  });
}

function isWhollyKnown({ role, managedPolicyArns }: RolePermissions, model: AppModel): boolean {
  return managedPolicyArns.every(({ value }) => value.kind === 'absent'
    || value.kind === 'reference' && value.resource.type === 'AWS::IAM::ManagedPolicy' || WITHOUT_CALLS.test(skeleton(value) ?? ''))
    && (role.type !== 'AWS::IAM::Role' || isTold(valuesAt(property(role), ['Policies']), ['PolicyDocument', 'Statement', 'Effect']))
    && model.index(arePoliciesTold);
}

/** A policy of which the template does not tell all may be of any role. */
function arePoliciesTold(model: AppModel): boolean {
  return model.resourcesOf('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy').every(policy =>
    [...items(property(policy, 'Roles')), ...items(property(policy, 'RoleName'))].every(({ value }) => value.kind !== 'unknown')
    && isTold(property(policy), ['PolicyDocument', 'Statement', 'Effect']));
}

/** Whether nothing on the way to a value is unknown. */
function isTold(from: readonly Possibility[], [name, ...rest]: readonly string[]): boolean {
  if (from.some(({ value }) => value.kind === 'unknown')) return false;
  return name === undefined || isTold(valuesAt(from, [name]), rest);
}

function allows({ actions, resources, notResources }: Statement, action: string, needed: Named | undefined): boolean {
  if (!actions.some(({ value }) => covers(literalText(value) ?? '*', action))) return false;
  if (notResources.length > 0 || needed === undefined) return true;
  return resources.some(({ value }) => {
    const granted = named(value);
    return granted === undefined || ['overlaps', 'unknown'].includes(relate(granted, needed));
  });
}

const policies = pointers(
  ['AWS::S3::BucketPolicy', 'Bucket'], ['AWS::SQS::QueuePolicy', 'Queues'], ['AWS::SNS::TopicPolicy', 'Topics'], ['AWS::Kinesis::ResourcePolicy', 'ResourceArn'],
  ['AWS::SecretsManager::ResourcePolicy', 'SecretId'], ['AWS::Events::EventBusPolicy', 'EventBusName'], ['AWS::Lambda::Permission', 'FunctionName'],
);

/** Whether a policy of the resource names principals of an account; what it says then is not judged here. */
function mayBeLetIn(target: Resource | undefined, model: AppModel): boolean {
  if (target === undefined) return false;
  const { to, unresolved } = model.index(policies);
  return [target, ...to(target), ...unresolved].some(holder => resourcePolicy(holder)
    .some(({ effect, principals }) => effect === 'Allow' && principals.some(({ type, value }) => type !== 'Service' && !(skeleton(value.value) ?? '').endsWith(':root'))));
}
