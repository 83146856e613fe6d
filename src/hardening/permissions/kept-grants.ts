import type { GrantedStatement, Grants } from './grants';
import type { LiveApp } from './live-app';
import { covers } from '../../app-model/iam/pattern';
import { targetsOf } from '../../app-model/pointers';
import { literalText } from '../../app-model/value';
import type { Possibility } from '../../app-model/value';
import { matchesResource } from '../../roles/compile/match';
import { resourceText } from '../../roles/compile/resource-text';
import type { ConfigurationNeed } from '../../roles/configuration/configuration-need';
import { partsOf } from '../../roles/resolve/arn';
import type { Permission } from '../../roles/resolve/resolve';

/** What of the grants stays beside what the code needs. */
export interface KeptGrant {
  readonly statement: GrantedStatement;
  readonly actions: readonly string[];
  /** The resources as text; none where one of them is not known. */
  readonly resources?: readonly string[];
}

/** A need for which grants stay: patterns of actions, and the resource that they are about. */
type Need = Pick<ConfigurationNeed, 'actions' | 'target'>;

/**
 * The grants that stay: whole, where they are more than a list of actions on resources, or where their resource is not
 * known and the code needs such an action; else what of them Lambda's own configuration needs.
 */
export function keptGrants(grants: Grants, permissions: readonly Permission[], configuration: readonly Need[], app: LiveApp): readonly KeptGrant[] {
  const wanted = [...permissions.map(({ action }) => action), ...configuration.flatMap(({ actions }) => actions)];
  return unique(read(grants, app).flatMap(({ grant, values }): readonly KeptGrant[] => {
    if (isMoreThanAList(grant.statement)) return [grant];
    if (grant.resources === undefined) return grant.actions.some(action => wanted.some(other => overlap(action, other))) ? [grant] : [];
    return configured(grant, values, configuration, app);
  }));
}

/** What an event source and a grant of the app both gave stays once. */
function unique(kept: readonly KeptGrant[]): readonly KeptGrant[] {
  return [...new Map(kept.map(grant => [keyOf(grant), grant])).values()];
}

function keyOf({ statement, actions, resources }: KeptGrant): string {
  return JSON.stringify([actions, resources, resources === undefined || isMoreThanAList(statement) ? statement : '']);
}

interface Read {
  readonly grant: KeptGrant;
  /** What each resource can be. */
  readonly values: ReadonlyArray<readonly Possibility[]>;
}

function read(grants: Grants, app: LiveApp): readonly Read[] {
  const { holder, statements } = grants;
  if (holder === undefined) return [];
  return statements.map(statement => {
    // CDK's grants put nothing in the place of indexes that a table does not have.
    const found = listOf(statement.Resource).map(resource => app.evaluate(resource, holder));
    const values = found.filter(possibilities => possibilities.some(({ value }) => value.kind !== 'absent'));
    const texts = values.map(textOf);
    const grant = { statement, actions: listOf(statement.Action), ...texts.includes(undefined) ? {} : { resources: texts as string[] } };
    return { grant, values };
  });
}

/** All of them, where nothing of them may be taken. */
export function allGrants(grants: Grants, app: LiveApp): readonly KeptGrant[] {
  return read(grants, app).map(({ grant }) => grant);
}

/**
 * Whether a permission is left to the grants that stay: one of them gives it wholly, or it was only ever given under a
 * condition, which a statement beside it would take away.
 *
 * @param all - the grants as they were; what one of them gave wholly the function may rely on
 */
export function isKept(permission: Permission, kept: readonly KeptGrant[], all: readonly KeptGrant[]): boolean {
  if (kept.some(grant => givesWholly(grant, permission))) return true;
  return !all.some(grant => givesWholly(grant, permission)) && kept.some(grant => grant.statement.Condition !== undefined && mayGive(grant, permission));
}

function givesWholly(grant: KeptGrant, permission: Permission): boolean {
  return !isMoreThanAList(grant.statement) && grant.resources !== undefined && mayGive(grant, permission);
}

function mayGive({ statement: { Effect }, actions, resources }: KeptGrant, { action, resource }: Permission): boolean {
  return Effect === 'Allow'
    && actions.some(pattern => covers(pattern, action))
    && (resources === undefined || resources.some(pattern => matchesResource(pattern, resourceText(resource))));
}

/** A Deny, or an Allow that somebody narrowed: what it says is meant. */
function isMoreThanAList({ Effect, Condition, NotAction, NotResource }: GrantedStatement): boolean {
  return Effect !== 'Allow' || Condition !== undefined || NotAction !== undefined || NotResource !== undefined;
}

/** The actions that configuration needs on what the statement is about; of a pattern what configuration needs of it. */
function configured(grant: KeptGrant, values: ReadonlyArray<readonly Possibility[]>, configuration: readonly Need[], app: LiveApp): readonly KeptGrant[] {
  const fitting = configuration.filter(({ target }) => target === undefined || values.flat().some(({ value }) => {
    return /^\*+$/.test(literalText(value) ?? '') || (targetsOf(value, app.model)?.includes(target) ?? true);
  }));
  const patterns = fitting.flatMap(({ actions }) => actions);
  const actions = grant.actions.flatMap(action => {
    return patterns.some(pattern => covers(pattern, action)) ? [action] : patterns.filter(pattern => covers(action, pattern));
  });
  return actions.length === 0 ? [] : [{ ...grant, actions: [...new Set(actions)].sort() }];
}

function overlap(a: string, b: string): boolean {
  return covers(a, b) || covers(b, a);
}

function textOf(possibilities: readonly Possibility[]): string | undefined {
  const [only, ...others] = possibilities;
  const parts = only === undefined || others.length > 0 ? undefined : partsOf(only.value);
  return parts === undefined ? undefined : resourceText(parts);
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}
