import { Aspects, Duration } from 'aws-cdk-lib';
import type { IAspect } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';
import { BlockedAnswer, GuardLoader, GuardMode, LogPlacement, PermissionsMode, RefusedRecords } from '../options';
import type { HardeningMeasure, MeasureOptOut, ServerlessGuardOptions } from '../options';

/** Options whose default is to do without. */
type Additions = 'logEncryptionKey' | 'dataProtectionPolicy' | 'permissionsBoundary' | 'onFailure' | 'allowedDomains' | 'allowedServices'
  | 'allowedTriggers' | 'eventLimits';

/** The options of one function, complete. */
export interface HardeningSettings extends Required<Omit<ServerlessGuardOptions, Additions>>, Pick<ServerlessGuardOptions, Additions> {
  /** Whether any guard aspect reaches the function at all. */
  readonly isProtected: boolean;
  /** Whether the function is one of the library's constructs, which may be strict from its first deployment. */
  readonly isConstruct: boolean;
}

type Found = Pick<HardeningSettings, 'isConstruct' | 'isProtected'>;

/** The options of one aspect, and whether a secured construct brought it for itself. */
interface GuardAspect {
  options: ServerlessGuardOptions;
  readonly isConstruct: boolean;
}

const NOTHING_GIVEN: ServerlessGuardOptions = {};
/** What the options of a scope further up become with those further down. */
const MERGED = new WeakMap<ServerlessGuardOptions, WeakMap<ServerlessGuardOptions, ServerlessGuardOptions>>();

const COMPLETE = new WeakMap<ServerlessGuardOptions, readonly HardeningSettings[]>();

const GUARD_ASPECTS = new WeakMap<IAspect, GuardAspect>();

/** Remembers an aspect's options; aspects themselves stay free of public state. */
export function registerGuard(aspect: IAspect, options: ServerlessGuardOptions, isConstruct = false): void {
  GUARD_ASPECTS.set(aspect, { options, isConstruct });
}

/** The guard aspect that already is on a scope, if any. */
export function guardOn(scope: IConstruct): IAspect | undefined {
  return Aspects.of(scope).all.find(aspect => GUARD_ASPECTS.get(aspect)?.isConstruct === false);
}

/** The options that an aspect was made with. */
export function optionsOf(aspect: IAspect): ServerlessGuardOptions {
  return GUARD_ASPECTS.get(aspect)?.options ?? {};
}

/** Adds options to those of an aspect that is already on its scope; the new ones win. */
export function extendGuard(aspect: IAspect, options: ServerlessGuardOptions): void {
  const guard = GUARD_ASPECTS.get(aspect);
  if (guard !== undefined) guard.options = merge(guard.options, options);
}

/**
 * The options of a function: those of every guard aspect from the root down to the function itself, the nearest first.
 *
 * Reading them all makes the result independent of which aspect happens to visit first.
 */
export function settingsOf(node: IConstruct): HardeningSettings {
  let options = NOTHING_GIVEN;
  let isConstruct = false;
  let isProtected = false;
  for (const scope of node.node.scopes) {
    for (const aspect of Aspects.of(scope).all) {
      const guard = GUARD_ASPECTS.get(aspect);
      if (guard === undefined) continue;
      options = merged(options, guard.options);
      isConstruct ||= guard.isConstruct;
      isProtected = true;
    }
  }
  return complete(options, { isConstruct, isProtected });
}

/** The opt-out of a measure, whether or not it has expired. */
export function optOutOf(settings: HardeningSettings, measure: HardeningMeasure): MeasureOptOut | undefined {
  return settings.optOut.find(optOut => optOut.measure === measure);
}

const DEFAULTS = {
  mode: GuardMode.BLOCK,
  loader: GuardLoader.NODE_OPTIONS,
  guardInImage: false,
  detectorModes: {},
  exemptions: [],
  blockedAnswer: BlockedAnswer.REFUSE,
  refusedRecords: RefusedRecords.RETRY,
  optOut: [],
  alsoSet: [],
  retention: logs.RetentionDays.ONE_YEAR,
  // One retry rides out a hiccup; Lambda's default of two, for six hours, replays an attacker's event longer than anybody watches.
  retryAttempts: 1,
  maxEventAge: Duration.hours(1),
  permissions: PermissionsMode.REPORT,
  alarms: {},
  alarmActions: [],
  alarmOkActions: [],
  maxAlarmsPerStack: Infinity,
  alarmBudgetPerStack: Infinity,
} satisfies Omit<HardeningSettings, 'isConstruct' | 'isProtected' | 'logPlacement'>;

function complete(options: ServerlessGuardOptions, found: Found): HardeningSettings {
  const { isConstruct, isProtected } = found;
  const known = COMPLETE.get(options)?.find(settings => settings.isConstruct === isConstruct && settings.isProtected === isProtected);
  if (known !== undefined) return known;
  const made = completed(options, found);
  COMPLETE.set(options, [...COMPLETE.get(options) ?? [], made]);
  return made;
}

function completed(options: ServerlessGuardOptions, found: Found): HardeningSettings {
  const logPlacement = found.isConstruct ? LogPlacement.OWN_GROUP : LogPlacement.IN_PLACE;
  return { ...DEFAULTS, logPlacement, ...given(options), ...found };
}

/** Most functions of an app have the same options, which are read twice for each of them. */
function merged(far: ServerlessGuardOptions, near: ServerlessGuardOptions): ServerlessGuardOptions {
  const known = MERGED.get(far) ?? new WeakMap<ServerlessGuardOptions, ServerlessGuardOptions>();
  MERGED.set(far, known);
  const made = known.get(near) ?? merge(far, near);
  known.set(near, made);
  return made;
}

/** An option that is `undefined` is one that was not given. */
function given<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** Only what is given. Single values: the nearer wins. Lists: both hold, the nearer first, so that its opt-out of a measure is the one found. */
function merge(far: ServerlessGuardOptions, near: ServerlessGuardOptions): ServerlessGuardOptions {
  return {
    ...far,
    ...given(near),
    detectorModes: { ...far.detectorModes, ...near.detectorModes },
    exemptions: join(near.exemptions, far.exemptions),
    allowedDomains: joinGiven(near.allowedDomains, far.allowedDomains),
    allowedServices: joinGiven(near.allowedServices, far.allowedServices),
    optOut: join(near.optOut, far.optOut),
    alsoSet: join(near.alsoSet, far.alsoSet),
    alarms: { ...far.alarms, ...given(near.alarms ?? {}) },
    alarmActions: join(near.alarmActions, far.alarmActions),
    alarmOkActions: join(near.alarmOkActions, far.alarmOkActions),
  };
}

function join<T>(near: readonly T[] = [], far: readonly T[] = []): T[] {
  const kept = far.filter(item => !near.some(other => sameItem(item, other)));
  return [...near, ...kept];
}

/** A list that nobody gave says something else than an empty one. */
function joinGiven<T>(near: readonly T[] | undefined, far: readonly T[] | undefined): T[] | undefined {
  return near || far ? join(near, far) : undefined;
}

/** Options given twice, on two scopes or in two calls, are one; objects with behaviour are compared by identity. */
function sameItem(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  return isPlain(a) && isPlain(b) && JSON.stringify(a) === JSON.stringify(b);
}

function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
