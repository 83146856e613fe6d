import type { Stack } from 'aws-cdk-lib';
import { alarmDemands, resourcesOfAlarm } from './alarm-demands';
import type { Demand } from './alarm-demands';
import { countLaggingSources } from './lagging-sources';
import type { Refusal } from './ledger';
import { StackBudget, stackFull } from './stack-budget';
import type { ProtectedFunction } from './stack-budget';
import { ALARMS } from '../monitoring/alarm-definitions';
import type { AlarmName } from '../monitoring/alarm-definitions';

/** The most metrics that one alarm takes (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-data-queries.html). */
export const METRICS_PER_ALARM = 10;

/** US dollars a month for each metric that an alarm watches at standard resolution (https://aws.amazon.com/cloudwatch/pricing/, us-east-1). */
const METRIC_PRICE = 0.1;

/** Why an alarm is not made. */
export type LeftOut = 'stack-full' | 'alarm-budget' | 'alarm-limit';

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
  /** Resources of one alarm. */
  private readonly size: number;
  private readonly whenNoneIsLeft: LeftOut;

  private constructor(private readonly stack: Stack, private readonly budget: StackBudget) {
    const { functions } = budget;
    const affordable = this.afford(alarmDemands(functions, countLaggingSources(stack)), smallest(functions, 'alarmBudgetPerStack'));
    this.size = resourcesOfAlarm(functions);
    this.limit = smallest(functions, 'maxAlarmsPerStack');
    const room = Math.floor(budget.spare / this.size);
    this.whenNoneIsLeft = this.limit < room ? 'alarm-limit' : 'stack-full';
    this.left = Math.min(room, this.limit);
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
    if (!this.budget.takeSpare(this.size)) return 'stack-full';
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
    // Tenths are not exact, whole metrics are.
    let metricsLeft = Math.floor(Number((budget / METRIC_PRICE).toFixed(6)));
    return [...demands].filter(([key, { name, functions }]) => {
      const metrics = functions * ALARMS[name].metrics;
      const isAffordable = metrics <= metricsLeft;
      if (isAffordable) metricsLeft -= metrics;
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
    const resources = alarms * this.size;
    if (!(isFirst ? this.budget.take(resources) : this.budget.takeSpare(resources))) return false;
    this.left -= alarms;
    return true;
  }
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

function smallest(functions: readonly ProtectedFunction[], option: 'maxAlarmsPerStack' | 'alarmBudgetPerStack'): number {
  return Math.min(Infinity, ...functions.map(({ settings }) => settings[option]));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
