import type { CfnResource } from 'aws-cdk-lib';
import { LambdaAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { alarmThresholds } from './alarm-thresholds';
import { optOutOf } from './settings';
import type { HardeningSettings } from './settings';
import type { ProtectedFunction } from './stack-budget';
import { ALARMS } from '../monitoring/alarm-definitions';
import type { AlarmName } from '../monitoring/alarm-definitions';
import { GuardMode, HardeningMeasure } from '../options';
import { hasOverride, heldValue } from '../targets/own-values';
import { isExpired } from '../validation/expiry';

/** Where a function names its dead-letter queue; SAM has a name of its own for it. */
const DEAD_LETTERS = ['DeadLetterConfig', 'DeadLetterQueue'];

/** One alarm of one severity, as often as functions want it. */
export interface Demand {
  readonly name: AlarmName;
  functions: number;
}

/** The key of an alarm in a plan. */
export function alarmKey(name: AlarmName, severity: string): string {
  return `${name} ${severity}`;
}

/** How many alarms the functions want at most, the most important first. */
export function alarmDemands(functions: readonly ProtectedFunction[], laggingSources: number): Map<string, Demand> {
  const demands = new Map<string, Demand>();
  for (const { resource, settings } of functions) {
    const optOut = optOutOf(settings, HardeningMeasure.ALARMS);
    if (optOut !== undefined && !isExpired(optOut.expires)) continue;
    for (const { name, severity } of alarmThresholds(settings)) {
      if (!mayHave(ALARMS[name].of, resource, settings, laggingSources)) continue;
      const key = alarmKey(name, severity);
      const demand = demands.get(key) ?? { name, functions: 0 };
      demand.functions += 1;
      demands.set(key, demand);
    }
  }
  const order = Object.keys(ALARMS);
  return new Map([...demands].sort(([, a], [, b]) => order.indexOf(a.name) - order.indexOf(b.name)));
}

/** As far as a glance tells: what a function really has is only known once its turn comes. */
function mayHave(of: (typeof ALARMS)[AlarmName]['of'], resource: CfnResource, settings: HardeningSettings, laggingSources: number): boolean {
  switch (of) {
    case 'every': return true;
    case 'guarded': return settings.mode !== GuardMode.OFF && !runsOtherLanguage(resource);
    case 'stream': return laggingSources > 0;
    default: return hasDeadLetterQueue(resource) || settings.isConstruct || settings.alsoSet.includes(HardeningMeasure.FAILURE_HANDLING);
  }
}

function runsOtherLanguage(resource: CfnResource): boolean {
  return resource instanceof CfnFunction && /^(?!nodejs)[a-z]+[\d.]+/.test(resource.runtime ?? '');
}

function hasDeadLetterQueue(resource: CfnResource): boolean {
  return DEAD_LETTERS.some(property => heldValue(resource, property) !== undefined || hasOverride(resource, property));
}

/** An alarm, and the permission that CDK makes for each function that it calls. */
export function resourcesOfAlarm(functions: readonly ProtectedFunction[]): number {
  return 1 + Math.max(0, ...functions.map(({ settings }) => calledFunctions(settings)));
}

function calledFunctions(settings: HardeningSettings): number {
  const { alarmActions, alarmOkActions } = settings;
  const ofThresholds = alarmThresholds(settings).flatMap(({ given: { actions = [], okActions = [] } }) => [...actions, ...okActions]);
  return [...alarmActions, ...alarmOkActions, ...ofThresholds].filter(action => action instanceof LambdaAction).length;
}
