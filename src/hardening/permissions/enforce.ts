import { Annotations } from 'aws-cdk-lib';
import { answerNeeds } from './answer-needs';
import { codeStatements } from './code-statements';
import { asPermission } from './declared';
import { Grants, servesLambdaAlone } from './grants';
import { allGrants, isKept, keptGrants } from './kept-grants';
import { keyNeeds } from './key-needs';
import { liveApp } from './live-app';
import type { LiveApp } from './live-app';
import { movedAcknowledgements, movedStatements } from './moved-grants';
import { errorOf, reasonsOf, refusal } from './open-needs-texts';
import { hasRoomFor, inDocuments } from './room';
import { openNeeds } from './settled-needs';
import type { OpenNeeds } from './settled-needs';
import { starFinding } from './star-finding';
import { obstacleTo } from './write-resource';
import type { Resource } from '../../app-model/template';
import { HardeningMeasure } from '../../options';
import { declarationsOf } from '../../roles/declarations';
import { needsOfFunction } from '../../roles/function-needs';
import type { Permission } from '../../roles/resolve/resolve';
import type { FunctionTarget, TargetRole } from '../../targets/function-target';
import type { HardeningContext } from '../measure';
import type { RoleStatement } from '../role-statements';
import { stackFull } from '../stack-budget';

const PERMISSIONS = HardeningMeasure.PERMISSIONS;

type OwnRole = Extract<TargetRole, { kind: 'own' }>;

/** What a function's role becomes. */
interface Plan {
  readonly grants: Grants;
  /** What the code needs and no grant that stays allows. */
  readonly written: readonly RoleStatement[];
  /** What stays of the grants, where they are narrowed. */
  readonly moved: readonly RoleStatement[];
  readonly open: OpenNeeds;
  /** Why the grants stay as they are, in words; empty where they are narrowed. */
  readonly reasons: readonly string[];
}

/** Writes what the code needs into the function's own role, and takes what CDK's grants gave beyond that. */
export function enforcePermissions(target: FunctionTarget, { ledger, statements, settings, budget }: HardeningContext): void {
  const { role } = target;
  if (role.kind === 'foreign') return ledger.refused(PERMISSIONS, refusal([role.reason], settings));
  const plan = planFor(target, role);
  for (const unresolved of plan.open.unresolved) Annotations.of(target.resource).addError(errorOf(unresolved, settings));
  const all = [...plan.written, ...plan.moved];
  if (!hasRoomFor(all, role.resource)) {
    return ledger.refused(PERMISSIONS, refusal([...plan.reasons, 'its role has no room for the policies that this takes'], settings));
  }
  const further = inDocuments(all, role.resource).length - 1;
  if (further > 0 && !budget.take(further)) return ledger.refused(PERMISSIONS, stackFull('the policies of its permissions', target.stack));
  for (const statement of all) statements.add(statement, starFinding(statement));
  if (plan.reasons.length > 0) return ledger.refused(PERMISSIONS, refusal(plan.reasons, settings));
  movedAcknowledgements(role.role).forEach(finding => statements.acknowledge(finding));
  plan.grants.remove();
  return ledger.set(PERMISSIONS, describe(plan));
}

function planFor(target: FunctionTarget, { role, resource }: OwnRole): Plan {
  const app = liveApp(target.resource);
  const fn = app.resourceOf(target.resource);
  const grants = Grants.of(role);
  if (fn === undefined) return { grants, written: [], moved: [], open: { unresolved: [], notes: [] }, reasons: ['its resource cannot be read before synthesis'] };
  const needs = needsOfFunction(fn, app.model);
  const declarations = declarationsOf(target.construct ?? target.resource);
  const open = openNeeds(needs, declarations);
  const wanted = [...needs.permissions, ...declarations.permissions.map(declared => asPermission(declared, target.resource, app))];
  const obstacles = new Map(wanted.map(permission => [permission, obstacleOf(permission, fn, app)] as const));
  const reasons = [
    ...reasonsOf(open),
    ...[...obstacles].flatMap(([{ action }, obstacle]) => obstacle === undefined ? [] : [`"${action}" is not written, since ${obstacle}`]),
    ...servesLambdaAlone(resource) ? [] : ['its role can be assumed by others than Lambda'],
    ...grants.obstacle === undefined ? [] : [grants.obstacle],
  ];
  const all = allGrants(grants, app);
  const kept = reasons.length > 0 ? all : keptGrants(grants, wanted, [...needs.configuration, ...keyNeeds(wanted), ...answerNeeds(wanted)], app);
  return {
    grants,
    written: codeStatements(wanted.filter(permission => obstacles.get(permission) === undefined && !isKept(permission, kept, all)), fn, app),
    moved: reasons.length > 0 ? [] : movedStatements(kept),
    open,
    reasons: [...new Set(reasons)],
  };
}

function obstacleOf({ resource, condition }: Permission, fn: Resource, app: LiveApp): string | undefined {
  return obstacleTo(resource, fn, app) ?? (condition === undefined ? undefined : obstacleTo(condition.value, fn, app));
}

function describe({ written, moved }: Plan): string {
  const { size } = new Set(written.flatMap(({ Action }) => Action));
  const needed = size === 0 ? 'its code calls nothing of AWS' : `exactly the ${size === 1 ? 'action' : `${size} actions`} that its code needs`;
  return `${needed}${moved.length === 0 ? '' : '; of its grants, what its configuration needs'}`;
}
