import type { CfnResource, Stack } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { alarmThresholds } from './alarm-thresholds';
import { isExpired } from './expiry';
import type { Refusal } from './ledger';
import { optOutOf } from './settings';
import type { HardeningSettings } from './settings';
import { StackBudget, stackFull } from './stack-budget';
import type { ProtectedFunction } from './stack-budget';
import { countLaggingSources } from './stack-index';
import { ALARMS } from '../monitoring/alarm-definitions';
import type { AlarmName } from '../monitoring/alarm-definitions';
import { GuardMode, HardeningMeasure } from '../options';

/** The most metrics that one alarm takes (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-data-queries.html). */
export const METRICS_PER_ALARM = 10;

/** US dollars a month for each metric that an alarm watches at standard resolution (https://aws.amazon.com/cloudwatch/pricing/, us-east-1). */
const METRIC_PRICE = 0.1;

/** Why an alarm is not made. */
export type LeftOut = 'stack-full' | 'alarm-budget' | 'alarm-limit';

/** One alarm of one severity, as often as functions want it. */
interface Demand {
  readonly name: AlarmName;
  functions: number;
}

const PLANS = new WeakMap<Stack, AlarmPlan>();

/**
 * Which alarms the functions of a stack have, decided once for all of them, so that the first leave room for the last.
 *
 * Where not each function can have its own, they share; where even that is too much, the less important ones are left out.
 */
export class AlarmPlan {
  public static of(stack: Stack): AlarmPlan {
    const known = PLANS.get(stack);
    if (known !== undefined) return known;
    const made = new AlarmPlan(stack, StackBudget.of(stack));
    PLANS.set(stack, made);
    return made;
  }

  /** Whether functions share alarms. */
  public readonly isShared: boolean;

  /** Alarms of each name and severity for which room is kept. */
  private readonly kept = new Map<string, number>();
  private readonly tooExpensive = new Set<string>();
  /** Alarms that may be made beyond those. */
  private left: number;
  private readonly limit: number;
  private readonly whenNoneIsLeft: LeftOut;

  private constructor(private readonly stack: Stack, private readonly budget: StackBudget) {
    const { functions } = budget;
    const demands = demandsOf(functions, countLaggingSources(stack));
    const affordable = this.afford(demands, smallest(functions, 'alarmBudgetPerStack'));
    this.limit = smallest(functions, 'maxAlarmsPerStack');
    this.whenNoneIsLeft = this.limit < budget.spare ? 'alarm-limit' : 'stack-full';
    this.left = Math.min(budget.spare, this.limit);
    this.isShared = functions.length > 1 && sum(affordable.map(([, { functions: count }]) => count)) > this.left;
    for (const [key, demand] of affordable) this.keep(key, demand);
  }

  /** Takes the room for one more alarm, or says what there is no room of. */
  public take(key: string): LeftOut | undefined {
    if (this.tooExpensive.has(key)) return 'alarm-budget';
    const kept = this.kept.get(key) ?? 0;
    if (kept > 0) {
      this.kept.set(key, kept - 1);
      return undefined;
    }
    if (this.left < 1) return this.whenNoneIsLeft;
    if (!this.budget.takeSpare(1)) return 'stack-full';
    this.left -= 1;
    return undefined;
  }

  /** The warning about an alarm that was left out. */
  public refusal(name: AlarmName, cause: LeftOut): Refusal {
    const what = `the alarm on ${name} was left out`;
    if (cause === 'stack-full') return stackFull(what.replace(/ was left out$/, ''), this.stack);
    const [option, why] = cause === 'alarm-budget'
      ? ['alarmBudgetPerStack', 'the alarms of the stack would cost more than alarmBudgetPerStack']
      : ['maxAlarmsPerStack', 'the stack would have more alarms than maxAlarmsPerStack, even if its functions share them'];
    return { id: cause, what, why, cure: `raise ${option}, leave the alarm out with an empty object in "alarms", or acknowledge this warning` };
  }

  /** In the order of importance; one that is too expensive leaves room for a cheaper one after it. */
  private afford(demands: ReadonlyMap<string, Demand>, budget: number): Array<[string, Demand]> {
    let cost = 0;
    return [...demands].filter(([key, { name, functions }]) => {
      const price = functions * ALARMS[name].metrics * METRIC_PRICE;
      // Sums of tenths are not exact.
      const isAffordable = cost + price <= budget + METRIC_PRICE / 2;
      if (isAffordable) cost += price;
      else this.tooExpensive.add(key);
      return isAffordable;
    });
  }

  private keep(key: string, { name, functions }: Demand): void {
    const alarms = this.isShared && isShareable(name) ? Math.ceil(functions / METRICS_PER_ALARM) : functions;
    if (!this.takeRoom(name, alarms)) return;
    this.kept.set(key, alarms);
  }

  /** An alarm on the attacks of ten functions is worth more than any measure of one of them, so it need not be spare. */
  private takeRoom(name: AlarmName, alarms: number): boolean {
    const isFirst = this.isShared && name === 'attacks' && alarms <= this.limit;
    if (!isFirst && alarms > this.left) return false;
    if (!(isFirst ? this.budget.take(alarms) : this.budget.takeSpare(alarms))) return false;
    this.left -= alarms;
    return true;
  }
}

/** The key of an alarm in a plan. */
export function alarmKey(name: AlarmName, severity: string): string {
  return `${name} ${severity}`;
}

/**
 * Whether functions can share the alarm.
 *
 * Not that on the heartbeat: one function's period that may rightly be silent and another's in the next one would look
 * like a guard that is silent in both.
 */
export function isShareable(name: AlarmName): boolean {
  return ALARMS[name].metrics === 1;
}

/** How many alarms the functions want at most, the most important first. */
function demandsOf(functions: readonly ProtectedFunction[], laggingSources: number): Map<string, Demand> {
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
  return resource instanceof CfnFunction && resource.deadLetterConfig !== undefined;
}

function smallest(functions: readonly ProtectedFunction[], option: 'maxAlarmsPerStack' | 'alarmBudgetPerStack'): number {
  return Math.min(Infinity, ...functions.map(({ settings }) => settings[option]));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
