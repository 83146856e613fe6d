import { isShownByCalls } from './may-also-need';
import { named, relate, type Named } from './named';
import { isOfConfiguration, needsOfRole, type ComparedNeed, type RoleNeeds } from './needs-of-role';
import type { AppModel } from '../../app-model/app-model';
import { isMadeByGuard } from '../../app-model/guard';
import { isDenied } from '../../app-model/iam/function-permissions';
import { identityPolicy } from '../../app-model/iam/identity-policies';
import { covers } from '../../app-model/iam/pattern';
import type { RolePermissions } from '../../app-model/iam/roles';
import { isServiceWide } from '../../app-model/iam/service-wide';
import type { Statement } from '../../app-model/iam/statement';
import { literalText, type Possibility } from '../../app-model/value';
import { actionsMatching, resourceTypesOf } from '../actions/actions';

/** One action of a statement, on the resources that it is granted on. */
export interface ComparedAction {
  /** As the statement writes it, such as `s3:Get*`. */
  readonly pattern: string;
  /** As AWS writes it. */
  readonly action: string;
  readonly when: Possibility['when'];
  readonly on: readonly ComparedResource[];
}

/** A resource that an action is granted on, and who needs that. */
export interface ComparedResource {
  readonly resource: Possibility;
  /** What the code needs of it. */
  readonly needs: readonly ComparedNeed[];
  /** Whether the code needs another part of the same resource: an index, or a bucket's objects. */
  readonly beside: boolean;
  /** Whether it is needed as it stands: by the configuration, or by a call whose resource is not known. */
  readonly asGranted: boolean;
  /** Whether it is every resource of a kind, and what the code needs is not. */
  readonly tooWide: boolean;
}

/** A statement that grants more than is needed. */
export interface Excess {
  readonly statement: Statement;
  /** Every action of the statement that was compared. */
  readonly actions: readonly ComparedAction[];
}

/** What a role grants, against what its functions need. */
export interface Comparison {
  readonly needs: RoleNeeds;
  /** Every statement that allows something, as far as it can be compared. */
  readonly compared: readonly Excess[];
  /** Those of them that are proven to grant too much; none where the needs are not known completely. */
  readonly excess: readonly Excess[];
}

/** Compares what a role grants with what its functions need: computed once for each role. */
export function compareRole(role: RolePermissions, model: AppModel): Comparison {
  const cache = model.index(comparisons);
  const known = cache.get(role);
  if (known !== undefined) return known;
  const needs = needsOfRole(role, model);
  const compared = role.statements.filter(isComparable).map(statement => compareStatement(statement, role, needs));
  const made = { needs, compared, excess: needs.complete ? compared.filter(({ actions }) => actions.some(isExcess)) : [] };
  cache.set(role, made);
  return made;
}

const comparisons = (_model: AppModel) => new Map<RolePermissions, Comparison>();

/** What this library grants is what the configuration needs; what is excepted has no end. */
function isComparable({ effect, notActions, notResources, source }: Statement): boolean {
  return effect === 'Allow' && notActions.length === 0 && notResources.length === 0 && !isMadeByGuard(source);
}

/** Whether nothing needs an action at all, or something of what it is granted on. */
export function isExcess(action: ComparedAction): boolean {
  return isUnused(action) || action.on.some(isExcessResource);
}

/** Whether nothing needs the action on the resource, though it does on another, or needs less of it. */
export function isExcessResource({ needs, beside, asGranted, tooWide }: ComparedResource): boolean {
  return tooWide || !asGranted && !beside && needs.length === 0;
}

/** Whether nothing needs an action, on whatever it is granted. */
export function isUnused({ on }: ComparedAction): boolean {
  return on.every(({ needs, asGranted }) => !asGranted && needs.length === 0);
}

function compareStatement(statement: Statement, role: RolePermissions, needs: RoleNeeds): Excess {
  const resources = statement.resources.map(resource => ({ resource, name: named(resource.value) }));
  const actions = statement.actions.flatMap(({ value, when }) => {
    const pattern = literalText(value);
    if (pattern === undefined) return [];
    return actionsMatching(pattern).filter(({ name }) => isEffective(name, role)).flatMap(({ name: action }) => {
      const on = resources
        .filter(({ resource }) => !isDenied(action, resource.value, [role]))
        .filter(({ name }) => isOfItsType(action, name))
        .map(({ resource, name }) => compareResource(action, resource, name, needs));
      return on.length === 0 ? [] : [{ pattern, action, when, on }];
    });
  });
  return { statement, actions };
}

function compareResource(action: string, resource: Possibility, name: Named | undefined, needs: RoleNeeds): ComparedResource {
  const asGranted = name === undefined || mayBeNeeded(action, name, needs);
  const found = (needs.permissions.get(action.toLowerCase()) ?? []).map(need => ({ need, relation: relation(name, need) }));
  const overlapping = found.filter(entry => entry.relation === 'overlaps').map(({ need }) => need);
  const unknown = found.some(entry => entry.relation === 'unknown');
  return {
    resource,
    needs: overlapping,
    beside: found.some(entry => entry.relation === 'beside'),
    asGranted: asGranted || unknown,
    tooWide: !asGranted && !unknown && overlapping.length > 0 && isWide(action, resource) && !overlapping.some(isEveryNeeded),
  };
}

function relation(granted: Named | undefined, { resource }: ComparedNeed): ReturnType<typeof relate> {
  if (resource === undefined) return 'overlaps';
  return granted === undefined ? 'unknown' : relate(granted, resource);
}

/** Whether somebody may need it though no call of the code says so on this resource. */
function mayBeNeeded(action: string, resource: Named, needs: RoleNeeds): boolean {
  return !isShownByCalls(action)
    || needs.open.has(action.toLowerCase())
    || isOfConfiguration(action, resource, needs)
    || needs.maybe.some(pattern => covers(pattern, action))
    || action.startsWith('kms:') && isKeyOfNeeded(resource, needs);
}

/** Which actions on a key its service asks for is the service's own affair: a key of what is used is used. */
function isKeyOfNeeded({ target }: Named, { permissions }: RoleNeeds): boolean {
  const targets = [...permissions.values()].flat().flatMap(({ resource }) => resource?.target ?? []);
  if (target === undefined) return targets.length > 0;
  return targets.includes(target) || targets.some(used => JSON.stringify(used.properties).includes(`"${target.logicalId}"`));
}

function isWide(action: string, resource: Possibility): boolean {
  return isServiceWide(resource) && (resourceTypesOf(action)?.length ?? 0) > 0;
}

function isEveryNeeded({ resource }: ComparedNeed): boolean {
  return resource === undefined || resource.target === undefined && /^\*|[:/]\*$/.test(resource.text);
}

/** A boundary of the app takes away what it does not allow. */
function isEffective(action: string, { permissionsBoundary }: RolePermissions): boolean {
  const policies = permissionsBoundary.flatMap(({ value }) => value.kind === 'reference' && value.resource.type === 'AWS::IAM::ManagedPolicy' ? [value.resource] : []);
  if (policies.length === 0) return true;
  return policies.flatMap(identityPolicy).some(({ effect, actions, notActions }) => effect === 'Allow'
    && (notActions.length > 0 || actions.some(({ value }) => covers(literalText(value) ?? '*', action))));
}

/** Of a bucket and its objects an action is about the one or the other. */
function isOfPart(part: 'bucket' | 'object', types: readonly string[]): boolean {
  return types.includes(part) || !types.includes(part === 'bucket' ? 'object' : 'bucket');
}

/** Whether an action can be about a resource at all: in a statement with several of each only some of them go together. */
function isOfItsType(action: string, name: Named | undefined): boolean {
  const types = resourceTypesOf(action) ?? [];
  if (name?.target?.type === 'AWS::S3::Bucket') return isOfPart(name.text.startsWith('/') ? 'object' : 'bucket', types.map(type => type.name));
  const service = name === undefined ? undefined : serviceOf(name);
  if (service === undefined || types.length === 0) return true;
  return types.some(({ arn }) => new RegExp(`^arn:[^:]*:${service}:`).test(arn.replace(/\$\{\w+\}/g, '')));
}

/** The service in an ARN that names nothing of the app. */
function serviceOf({ target, text }: Named): string | undefined {
  return target === undefined ? /^arn:[^:]*:([a-z0-9-]+):/.exec(text)?.[1] : undefined;
}
