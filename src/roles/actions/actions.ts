import type { ActionTable, ServiceTable } from './table';
import { covers } from '../../app-model/iam/pattern';

/**
 * What AWS says about IAM actions, from the service authorization reference
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/) as of `actionTableDate()`.
 */
export type AccessLevel = 'List' | 'Read' | 'Write' | 'Tagging' | 'Permissions management';

/** A kind of resource that an action can be narrowed to. */
export interface ActionResourceType {
  /** Such as `bucket`. */
  readonly name: string;
  /** With placeholders: `arn:${Partition}:s3:::${BucketName}`. */
  readonly arn: string;
  /** Whether the action always needs one; else it depends on the request. */
  readonly required: boolean;
  readonly conditionKeys: readonly string[];
}

export interface Action {
  /** As AWS writes it: `s3:GetObject`. */
  readonly name: string;
  readonly accessLevel: AccessLevel;
  /** Empty where the action takes no resource, so that `*` is all one can write. */
  readonly resourceTypes: readonly ActionResourceType[];
  /** The keys of the service that its requests carry; global keys such as `aws:SourceIp` hold for every action. */
  readonly conditionKeys: readonly string[];
}

/** Actions of a service by name in lower case. */
type Actions = ReadonlyMap<string, Action>;

const LEVELS: Readonly<Record<string, AccessLevel>> = { L: 'List', R: 'Read', W: 'Write', T: 'Tagging', P: 'Permissions management' };

const services = new Map<string, Actions>();

/** The day of the data, such as `2026-01-31`. */
export function actionTableDate(): string {
  return table().date;
}

/** Whether the table has the service of an action or pattern such as `s3:Get*`; an unknown one is not judged. */
export function knowsServiceOf(action: string): boolean {
  return Object.hasOwn(table().services, serviceOf(action));
}

/** The action of an exact name, in any case; `undefined` where AWS does not list it. */
export function actionNamed(action: string): Action | undefined {
  return actionsOf(serviceOf(action)).get(action.slice(action.indexOf(':') + 1).toLowerCase());
}

/** Every action that an IAM pattern covers: `s3:Get*`, `s3:GetObject`, `*`. */
export function actionsMatching(pattern: string): readonly Action[] {
  const exact = actionNamed(pattern);
  if (exact !== undefined) return [exact];
  if (!/[*?]/.test(pattern)) return [];
  const candidates = /^\*+$/.test(pattern) ? Object.keys(table().services) : [serviceOf(pattern)];
  return candidates.flatMap(service => [...actionsOf(service).values()]).filter(({ name }) => covers(pattern, name));
}

/** What an action can be narrowed to; `undefined` where AWS does not list the action. */
export function resourceTypesOf(action: string): readonly ActionResourceType[] | undefined {
  return actionNamed(action)?.resourceTypes;
}

/** What kind of change an action is; `undefined` where AWS does not list the action. */
export function accessLevelOf(action: string): AccessLevel | undefined {
  return actionNamed(action)?.accessLevel;
}

/** The condition keys of an action, global ones aside; `undefined` where AWS does not list the action. */
export function conditionKeysOf(action: string): readonly string[] | undefined {
  return actionNamed(action)?.conditionKeys;
}

/** Most processes that load the library never ask about an action: the table is read with the first question. */
function table(): ActionTable {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would read it at once
  return (require('./table') as typeof import('./table')).ACTION_TABLE;
}

function serviceOf(action: string): string {
  return action.slice(0, Math.max(action.indexOf(':'), 0)).toLowerCase();
}

function actionsOf(service: string): Actions {
  const known = services.get(service);
  if (known !== undefined) return known;
  const rows = table().services;
  const row = Object.hasOwn(rows, service) ? rows[service] : undefined;
  const actions = row === undefined ? new Map<string, Action>() : readService(service, row);
  if (row !== undefined) services.set(service, actions);
  return actions;
}

function readService(service: string, row: ServiceTable): Actions {
  const keys = row.keys.split(' ');
  const pick = (positions: string) => positions === '' ? [] : positions.split(',').map(position => keys[Number(position)] ?? '');
  const resources = row.resources.map(line => {
    const [name = '', arn = '', positions = ''] = line.split('|');
    return { name, arn, conditionKeys: pick(positions) };
  });
  const typesAt = (positions: string) => positions === '' ? [] : positions.split(',').flatMap(position => {
    const type = resources[Number.parseInt(position, 10)];
    return type === undefined ? [] : [{ ...type, required: position.endsWith('*') }];
  });
  return new Map(row.actions.map(line => {
    const [name = '', level = '', types = '', positions = ''] = line.split('|');
    const action = { name: `${service}:${name}`, accessLevel: LEVELS[level] ?? 'Write', resourceTypes: typesAt(types), conditionKeys: pick(positions) };
    return [name.toLowerCase(), action] as const;
  }));
}
